/** What went wrong, seen from the caller. One HTTP filter and one failure policy turn kinds into status codes and retries. */
export type ErrorKind =
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'not_found'
  | 'conflict'
  | 'precondition_failed'
  | 'unprocessable'
  | 'too_many_requests'
  | 'unavailable';

/** One field at fault: `path` is dotted, from the root of what was sent (`items.0.sku`). */
export interface FieldError {
  path: string;
  message: string;
}

/** The limit that was exceeded: so many in so many seconds. */
export interface ExceededLimit {
  readonly limit: number;
  readonly windowSeconds: number;
  readonly remaining: number;
  /** Until it can be tried again; whole seconds, at least one. */
  readonly resetSeconds: number;
}

export interface DomainErrorInit {
  kind: ErrorKind;
  /** Stable, snake_case; clients may branch on it. */
  code: string;
  /** Shown to the caller as it stands: no secrets, no internals. */
  message: string;
  details?: readonly FieldError[];
  /** What a caller that came too often is told. */
  exceeded?: ExceededLimit;
  cause?: unknown;
}

/**
 * A refusal the caller can understand. Every lib throws only these on purpose;
 * anything else that is thrown is a bug or an outage.
 */
export class DomainError extends Error {
  readonly kind: ErrorKind;
  readonly code: string;
  readonly details: readonly FieldError[];
  readonly exceeded?: ExceededLimit;

  constructor({ kind, code, message, details = [], exceeded, cause }: DomainErrorInit) {
    super(message, { cause });
    this.name = 'DomainError';
    this.kind = kind;
    this.code = code;
    this.details = details;
    this.exceeded = exceeded;
  }
}
