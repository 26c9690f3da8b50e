import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventually } from '../support/eventually';
import { Prometheus } from '../support/prometheus';
import { RunningSystem } from '../support/running-system';
import { ChaosSqs } from './rig/chaos-sqs';
import { ShoppingSpree } from './rig/shopping-spree';

interface Panel {
  readonly title: string;
  readonly targets?: readonly { readonly expr: string }[];
}

const orders = 5;
const dashboard = readFileSync(join(__dirname, '../../deploy/grafana/order-processing.json'), 'utf8');
const { panels } = JSON.parse(dashboard) as { panels: readonly Panel[] };

describe('the dashboard, in a Prometheus that scrapes the apps, shows', () => {
  let chaos: ChaosSqs;
  let system: RunningSystem;
  let prometheus: Prometheus;
  let spree: ShoppingSpree;

  beforeAll(async () => {
    chaos = await new ChaosSqs().start();
    system = await RunningSystem.start({ environment: { AWS_ENDPOINT_URL_SQS: chaos.url } });
    prometheus = await Prometheus.scraping(system.processes);
    spree = await ShoppingSpree.begin(system);
  });
  afterAll(async () => {
    await prometheus.stop();
    await system.stop();
    await chaos.stop();
  });

  it('something, or nothing, but never an error, on every panel', async () => {
    const expressions = panels.flatMap(({ targets = [] }) => targets.map(({ expr }) => expr));
    expect(expressions.length).toBeGreaterThan(30);
    await Promise.all(expressions.map((expression) => prometheus.tells(expression)));
    await eventually(async () => expect(await shown('Processes up')).toEqual([2]));
  });

  it('lag and backlog that grow while SQS is cut off, and are gone once it is back', async () => {
    chaos.inject({ serverErrors: 1 });
    await spree.buy(orders);
    await eventually(async () => expect(await shown('Undecided')).toEqual([orders]));
    await eventually(async () => expect(await shown('Undecided orders and outbox')).toEqual([orders, orders]));
    const [lag = 0] = await shown('Oldest undecided');
    await eventually(async () => expect((await shown('Oldest undecided'))[0]).toBeGreaterThan(lag + 3));
    await eventually(async () => expect((await shown('Sources of gauges')).filter((up) => up === 0)).toHaveLength(1));
    chaos.heal();
    await spree.verdict();
    await eventually(async () => expect(await shown('Undecided orders and outbox')).toEqual([0, 0]));
    await eventually(async () => expect(await shown('Age of the oldest')).toEqual([0, 0]));
  });

  it('a message that dies, until it is dropped', async () => {
    await chaos.poison(system.queueUrl, ['gibberish']);
    await eventually(async () => expect(await shown('Dead letters')).toEqual([1, 0, 0, 1]));
    expect((await (await system.admin()).send('DELETE', '/api/admin/dead-letters')).body).toEqual({ dropped: 1 });
    await eventually(async () => expect(await shown('Dead letters')).toEqual([0, 0, 0, 0]));
  });

  /** The values of the panels of that title: a tile comes before its graph. */
  async function shown(title: string): Promise<number[]> {
    const targets = panels.filter((panel) => panel.title === title).flatMap((panel) => panel.targets ?? []);
    const told = await Promise.all(targets.map(({ expr }) => prometheus.tells(expr)));
    return told.flatMap((series) => [...series.values()]);
  }
});
