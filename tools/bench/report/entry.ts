/** One line of the result: how one system did in one row. */
export interface Entry {
  readonly row: string;
  readonly system: string;
  readonly unit: 'requests/s' | 'orders/s' | 'ms' | 'ms, p99' | 'SQS requests' | 'SQS requests/min';
  /** The median of the rounds that count; nothing when none does. */
  readonly value?: number;
  readonly rounds: readonly number[];
  /** Milliseconds. */
  readonly p50?: number;
  readonly p99?: number;
  /** Seconds of CPU for a thousand requests or orders, by process. */
  readonly cpu?: Readonly<Record<string, number>>;
  /** Megabytes, by process. */
  readonly peakMemory?: Readonly<Record<string, number>>;
  readonly note?: string;
}

/** A result as it is written to `performance.json`. */
export interface Results {
  readonly at: string;
  readonly machine: string;
  readonly generator: string;
  readonly isQuick: boolean;
  readonly entries: readonly Entry[];
}
