/** Requests of one kind, sent over a number of keep-alive connections, each connection waiting for its answer. */
export interface Load {
  /** For orders the address they are posted to, for reads the address that their paths are relative to. */
  readonly url: string;
  readonly token: string;
  readonly connections: number;
  readonly seconds: number;
  readonly requests: Placements | Reads;
}

/** New orders of one unit each of SKUs drawn at random. */
export interface Placements {
  readonly kind: 'place';
  readonly skus: readonly string[];
  readonly lines: number;
  /** Each with an Idempotency-Key of its own. */
  readonly isKeyed?: boolean;
}

/** Reads of paths drawn at random. */
export interface Reads {
  readonly kind: 'get';
  readonly targets: readonly { readonly path: string; readonly etag?: string }[];
}

/** What a load generator saw. */
export interface LoadResult {
  /** Answered, failed ones among them. */
  readonly requests: number;
  readonly seconds: number;
  /** Milliseconds from request to answer. */
  readonly p50: number;
  readonly p99: number;
  /** How many requests failed, by kind; an answer of 400 or above counts as failed. */
  readonly failures: Readonly<Record<string, number>>;
}

/** Sends a load and measures. */
export interface LoadGenerator {
  readonly name: string;
  run(load: Load): Promise<LoadResult>;
}

/** `3 status, 1 timeout`, or nothing when no request failed. */
export function failuresIn({ failures }: LoadResult): string {
  return Object.entries(failures)
    .filter(([, count]) => count > 0)
    .map(([kind, count]) => `${count} ${kind}`)
    .join(', ');
}
