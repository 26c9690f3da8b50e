import { Labels, Sample } from './sample';

/** Seconds within which requests, waits and sends usually end. */
export const shortTimes = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
/** Seconds that an order may take on its way, also through an outage. */
export const longTimes = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1800, 7200, 86_400];
/** How many come together. */
export const batchSizes = [1, 2, 5, 10, 20, 50, 100, 200, 300];

/** Counts observations by their size: how many are at most as large as each bound, how many there are, and their sum. */
export class Histogram {
  private readonly counts: number[];
  private sum = 0;

  /** @param bounds ascending */
  constructor(private readonly bounds: readonly number[]) {
    this.counts = Array.from({ length: bounds.length + 1 }, () => 0);
  }

  observe(value: number): void {
    const { bounds, counts } = this;
    let place = 0;
    while (place < bounds.length && value > (bounds[place] ?? 0)) {
      place += 1;
    }
    counts[place] = (counts[place] ?? 0) + 1;
    this.sum += value;
  }

  samples(name: string, labels: Labels): Sample[] {
    let count = 0;
    const buckets = this.counts.map((inBucket, index) => {
      count += inBucket;
      return { metricName: `${name}_bucket`, labels: { ...labels, le: String(this.bounds[index] ?? '+Inf') }, value: count };
    });
    return [...buckets, { metricName: `${name}_sum`, labels, value: this.sum }, { metricName: `${name}_count`, labels, value: count }];
  }
}
