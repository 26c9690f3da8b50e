export type Labels = Readonly<Record<string, string>>;

/** One line of an exposition. */
export interface Sample {
  /** Where it is not the metric's own, as `…_bucket` of a histogram. */
  readonly metricName?: string;
  readonly labels: Labels;
  readonly value: number;
}
