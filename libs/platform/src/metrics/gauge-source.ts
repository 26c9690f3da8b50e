import { Labels } from './sample';

/** What a gauge is called, and what it tells. */
export interface GaugeDescription {
  readonly name: string;
  readonly help: string;
}

/** What a gauge shows at the moment. */
export interface GaugeReading {
  readonly name: string;
  readonly labels?: Labels;
  readonly value: number;
}

/**
 * Gauges that have to be asked for outside the process, in a database or a queue. Injected `Metrics` takes it by `readFrom`,
 * in the constructor of whoever reads.
 */
export interface GaugeSource {
  /** As the metrics about the reading itself call it. */
  readonly source: string;
  readonly gauges: readonly GaugeDescription[];
  /** Called while somebody scrapes, never twice at once. Its failure leaves these gauges out, and nothing else. */
  readonly read: () => Promise<readonly GaugeReading[]>;
}
