import { Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Metric, Registry } from 'prom-client';
import { Counter } from './counter';
import { GaugeReadings } from './gauge-readings';
import { GaugeDescription, GaugeReading, GaugeSource } from './gauge-source';
import { Histogram } from './histogram';
import { MetricFamily } from './metric-family';
import { Labels, Sample } from './sample';

type MetricType = 'counter' | 'gauge' | 'histogram';

export const metricsContentType = Registry.PROMETHEUS_CONTENT_TYPE;

/**
 * What this app measures, each app of a process by itself. Names follow Prometheus: base units, counters end in `_total`. One
 * name twice stops the start.
 */
@Injectable()
export class Metrics {
  private readonly registry = new Registry();
  private readonly sources: GaugeReadings[] = [];

  constructor() {
    this.register('gauge', 'metrics_source_up', 'Whether a source of gauges answered when it was last asked.', () =>
      this.sources.map(({ source: { source }, isUp }) => ({ labels: { source }, value: Number(isUp) })),
    );
    this.register('counter', 'metrics_source_failures_total', 'Readings of a source of gauges that failed or took too long.', () =>
      this.sources.map(({ source: { source }, failures }) => ({ labels: { source }, value: failures })),
    );
  }

  counters(name: string, help: string): MetricFamily<Counter> {
    return this.family('counter', name, help, () => new Counter());
  }

  /** @param bounds ascending; in seconds where it is a time */
  histograms(name: string, help: string, bounds: readonly number[]): MetricFamily<Histogram> {
    return this.family('histogram', name, help, () => new Histogram(bounds));
  }

  /** A number that this process knows already. */
  gauge(name: string, help: string, read: () => number): void {
    this.register('gauge', name, help, () => [{ labels: {}, value: read() }]);
  }

  /** The same for what only grows. */
  count(name: string, help: string, read: () => number, labels: Labels = {}): void {
    this.register('counter', name, help, () => [{ labels, value: read() }]);
  }

  /** Gauges that are asked for while somebody scrapes, at most once in five seconds and for two at the longest. */
  readFrom(source: GaugeSource): void {
    const readings = new GaugeReadings(source);
    this.sources.push(readings);
    source.gauges.forEach((gauge) => this.registerGauge(gauge, readings));
  }

  /** The event loop, memory and garbage collection of this process. To be called once. */
  measureProcess(): void {
    collectDefaultMetrics({ register: this.registry });
  }

  /** All metrics in Prometheus's text format 0.0.4. Never fails: what cannot be read is left out, and `metrics_source_up` says so. */
  async text(): Promise<string> {
    await Promise.all(this.sources.map((source) => source.refresh()));
    return this.registry.metrics();
  }

  /** What the sources of gauges tell now, at most five seconds old, and which of them are away. Never fails. */
  async readings(): Promise<{ readonly readings: readonly GaugeReading[]; readonly away: readonly string[] }> {
    await Promise.all(this.sources.map((source) => source.refresh()));
    const away = this.sources.filter(({ isUp }) => !isUp).map(({ source: { source } }) => source);
    return { readings: this.sources.flatMap(({ all }) => all), away };
  }

  private registerGauge({ name, help }: GaugeDescription, readings: GaugeReadings): void {
    this.register('gauge', name, help, () => readings.of(name).map(({ labels = {}, value }) => ({ labels, value })));
  }

  private family<Series extends Counter | Histogram>(type: MetricType, name: string, help: string, create: () => Series): MetricFamily<Series> {
    const family = new MetricFamily(name, create);
    this.register(type, name, help, () => family.samples());
    return family;
  }

  /** The registry only asks a metric for this; prom-client's own ones look their labels up whenever they count, for up to a microsecond. */
  private register(type: MetricType, name: string, help: string, samples: () => readonly Sample[]): void {
    const metric = { name, get: async () => ({ name, help, type, values: samples(), aggregator: 'sum' }) };
    this.registry.registerMetric(metric as unknown as Metric);
  }
}
