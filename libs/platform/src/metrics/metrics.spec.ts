import { Logger } from '@nestjs/common';
import { GaugeReading } from './gauge-source';
import { Metrics } from './metrics';

let metrics: Metrics;

beforeEach(() => {
  metrics = new Metrics();
});

async function linesOf(name: string): Promise<string[]> {
  return (await metrics.text()).split('\n').filter((line) => line.startsWith(name));
}

describe('metrics', () => {
  it('are told in the text format of Prometheus, those that never happened as zero', async () => {
    const { confirmed } = metrics.counters('orders_total', 'Orders that came into a state.').each('state', ['placed', 'confirmed']);
    confirmed?.inc();
    confirmed?.inc(2);
    expect(await metrics.text()).toContain(
      [
        '# HELP orders_total Orders that came into a state.',
        '# TYPE orders_total counter',
        'orders_total{state="placed"} 0',
        'orders_total{state="confirmed"} 3',
      ].join('\n'),
    );
  });

  it('count what is as large as a bound below it, and everything without one', async () => {
    const sizes = metrics.histograms('sizes', 'Sizes.', [1, 2, 10]).of({ kind: 'box' });
    [0.5, 1, 2, 5, 1000].forEach((size) => sizes.observe(size));
    expect(await linesOf('sizes')).toEqual([
      'sizes_bucket{kind="box",le="1"} 2',
      'sizes_bucket{kind="box",le="2"} 3',
      'sizes_bucket{kind="box",le="10"} 4',
      'sizes_bucket{kind="box",le="+Inf"} 5',
      'sizes_sum{kind="box"} 1008.5',
      'sizes_count{kind="box"} 5',
    ]);
  });

  it('have a name each: a second one of the same name stops the start', () => {
    metrics.gauge('waiting', 'Who waits.', () => 1);
    expect(() => metrics.counters('waiting', 'Who waited.')).toThrow('waiting');
  });

  it('are those of one app, also where a process holds several', async () => {
    const others = new Metrics();
    others.counters('orders_total', 'Orders.').of().inc();
    metrics.counters('orders_total', 'Orders.').of();
    expect(await linesOf('orders_total')).toEqual(['orders_total 0']);
  });

  it('tell of the process, once it is asked for', async () => {
    metrics.measureProcess();
    const text = await metrics.text();
    expect(text).toContain('nodejs_eventloop_lag_p99_seconds');
    expect(text).toContain('process_cpu_seconds_total');
  });
});

describe('gauges that somebody else knows', () => {
  let asked: number;
  let answer: () => Promise<readonly GaugeReading[]>;

  beforeEach(() => {
    jest.useFakeTimers();
    asked = 0;
    answer = async () => [
      { name: 'backlog', labels: { queue: 'orders' }, value: 7 },
      { name: 'oldest', value: 3 },
    ];
    metrics.readFrom({
      source: 'database',
      gauges: [
        { name: 'backlog', help: 'What waits.' },
        { name: 'oldest', help: 'Since when.' },
      ],
      read: () => {
        asked += 1;
        return answer();
      },
    });
  });
  afterEach(() => jest.useRealTimers());

  it('are asked for when somebody scrapes', async () => {
    expect(await linesOf('backlog')).toEqual(['backlog{queue="orders"} 7']);
    expect(await linesOf('oldest')).toEqual(['oldest 3']);
    expect(await linesOf('metrics_source')).toEqual(['metrics_source_up{source="database"} 1', 'metrics_source_failures_total{source="database"} 0']);
  });

  it('are asked for once in five seconds, however many scrape', async () => {
    await Promise.all([metrics.text(), metrics.text(), metrics.text()]);
    await jest.advanceTimersByTimeAsync(4999);
    await metrics.text();
    expect(asked).toBe(1);
    await jest.advanceTimersByTimeAsync(1);
    await metrics.text();
    expect(asked).toBe(2);
  });

  it('are left out while their source is away, and the others stay', async () => {
    metrics.counters('orders_total', 'Orders.').of();
    answer = () => Promise.reject(new Error('away'));
    await metrics.text();
    await metrics.text();
    expect(await linesOf('backlog')).toEqual([]);
    expect(await linesOf('orders_total')).toEqual(['orders_total 0']);
    expect(await linesOf('metrics_source')).toEqual(['metrics_source_up{source="database"} 0', 'metrics_source_failures_total{source="database"} 1']);
  });

  it('leave one line in the log when their source goes away, with the reason', async () => {
    const warn = jest.spyOn(Logger.prototype, 'warn').mockImplementation();
    const outage = () => Promise.reject(new Error('connect ECONNREFUSED'));
    for (const next of [outage, outage, answer, outage]) {
      answer = next;
      await metrics.text();
      await jest.advanceTimersByTimeAsync(5000);
    }
    const line = 'The gauges of database cannot be read: Error: connect ECONNREFUSED';
    expect(warn.mock.calls).toEqual([[line], [line]]);
    warn.mockRestore();
  });

  it('are back as soon as it is', async () => {
    answer = () => Promise.reject(new Error('away'));
    await metrics.text();
    answer = async () => [{ name: 'oldest', value: 1 }];
    await jest.advanceTimersByTimeAsync(5000);
    expect(await linesOf('oldest')).toEqual(['oldest 1']);
    expect(await linesOf('metrics_source_up')).toEqual(['metrics_source_up{source="database"} 1']);
  });

  it('hold up no scrape for more than two seconds, and are not asked for again before they have answered', async () => {
    let end: (readings: readonly GaugeReading[]) => void = () => undefined;
    answer = () => new Promise((resolve) => (end = resolve));
    for (const failures of [1, 2]) {
      const scrape = metrics.text();
      await jest.advanceTimersByTimeAsync(2000);
      expect(await scrape).toContain(`metrics_source_failures_total{source="database"} ${failures}`);
      await jest.advanceTimersByTimeAsync(5000);
    }
    expect(asked).toBe(1);
    const scrape = metrics.text();
    end([{ name: 'oldest', value: 9 }]);
    expect(await scrape).toContain('oldest 9');
  });
});
