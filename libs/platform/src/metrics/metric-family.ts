import { Labels, Sample } from './sample';

interface Measuring {
  samples(name: string, labels: Labels): Sample[];
}

/** The series of one metric. Ask for each once, and keep it: counting then takes no look-up. */
export class MetricFamily<Series extends Measuring> {
  private readonly series: { readonly labels: Labels; readonly series: Series }[] = [];

  constructor(
    private readonly name: string,
    private readonly create: () => Series,
  ) {}

  /** A new series. Labels must come from a list that the code knows, never from what somebody sent. */
  of(labels: Labels = {}): Series {
    const series = this.create();
    this.series.push({ labels, series });
    return series;
  }

  /** A new series for each value of a label. */
  each<Value extends string>(label: string, values: readonly Value[], others: Labels = {}): Readonly<Record<Value, Series>> {
    const series = values.map((value) => [value, this.of({ ...others, [label]: value })] as const);
    return Object.fromEntries(series) as Record<Value, Series>;
  }

  samples(): Sample[] {
    return this.series.flatMap(({ labels, series }) => series.samples(this.name, labels));
  }
}
