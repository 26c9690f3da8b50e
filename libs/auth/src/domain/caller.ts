/** Where a request comes from, as far as it is known: for the list of sessions, for throttling and for the log. */
export interface Caller {
  /** An IP address; behind a proxy only true when TRUST_PROXY names that. */
  readonly address?: string;
  /** What the device says of itself. */
  readonly userAgent?: string;
  readonly requestId?: string;
}
