/** What one client may ask of a process, and how long it may take; times in milliseconds. */
export interface HttpLimits {
  /** Until the headers of a request are there; on a new connection, from its beginning. */
  readonly headersMs: number;
  /** Until the whole request is there. How long its answer takes is not counted. */
  readonly requestMs: number;
  /** How long a client may leave its answer unread. */
  readonly unreadMs: number;
  /** How long a connection may stay open between two requests: longer than a balancer keeps it. */
  readonly idleMs: number;
  /** Requests that one connection may have waiting for their answers: clients that pipeline send a handful. */
  readonly unansweredRequests: number;
  /** Connections to one process: those above it are closed at once, so that they do not cost it its memory. */
  readonly connections: number;
}

export const httpLimits: HttpLimits = {
  headersMs: 10_000,
  requestMs: 30_000,
  unreadMs: 30_000,
  idleMs: 65_000,
  unansweredRequests: 100,
  connections: 10_000,
};
