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

/** The limit that was hit: so many in so many seconds. */
export interface LimitHit {
  readonly limit: number;
  readonly windowSeconds: number;
  readonly remaining: number;
}

export interface DomainErrorInit {
  kind: ErrorKind;
  /** Stable, snake_case; clients may branch on it. */
  code: string;
  /** Shown to the caller as it stands: no secrets, no internals. */
  message: string;
  details?: readonly FieldError[];
  /** When it can be tried again; whole seconds, at least one. */
  retryAfterSeconds?: number;
  limitHit?: LimitHit;
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
  readonly retryAfterSeconds?: number;
  readonly limitHit?: LimitHit;

  constructor({ kind, code, message, details = [], retryAfterSeconds, limitHit, cause }: DomainErrorInit) {
    super(message, { cause });
    this.name = 'DomainError';
    this.kind = kind;
    this.code = code;
    this.details = details;
    this.retryAfterSeconds = retryAfterSeconds;
    this.limitHit = limitHit;
  }
}
