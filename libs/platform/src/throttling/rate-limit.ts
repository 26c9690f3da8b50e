/** How often something may be done: `limit` times in `seconds`, for each key. The name is unique. */
export interface RateLimit {
  readonly name: string;
  readonly limit: number;
  readonly seconds: number;
}

/** What a take left. */
export interface Allowance {
  readonly rule: RateLimit;
  /** This take and all before it since the count began. */
  readonly taken: number;
  readonly remaining: number;
  /** Until the count begins anew; whole seconds, at least one. */
  readonly resetSeconds: number;
  readonly isExceeded: boolean;
}
