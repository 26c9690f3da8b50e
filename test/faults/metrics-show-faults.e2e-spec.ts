import { eventually } from '../support/eventually';
import { RunningSystem } from '../support/running-system';
import { ChaosSqs } from './rig/chaos-sqs';
import { ShoppingSpree } from './rig/shopping-spree';

const orders = 5;

describe('the metrics of both apps show', () => {
  let chaos: ChaosSqs;
  let system: RunningSystem;
  let spree: ShoppingSpree;

  beforeAll(async () => {
    chaos = await new ChaosSqs().start();
    system = await RunningSystem.start({ environment: { AWS_ENDPOINT_URL_SQS: chaos.url } });
    spree = await ShoppingSpree.begin(system);
  });
  afterAll(async () => {
    await system.stop();
    await chaos.stop();
  });

  it('a backlog that grows while SQS is cut off, and is gone once it is back', async () => {
    chaos.inject({ serverErrors: 1 });
    await spree.buy(orders);
    await everyProcessTells({ orders_undecided: orders, outbox_orders: orders, 'metrics_source_up{source="queues"}': 0, 'dead_letters{queue="orders"}': undefined });
    const age = await leastOf('outbox_oldest_age_seconds');
    await eventually(async () => expect(await leastOf('outbox_oldest_age_seconds')).toBeGreaterThan(age + 1));
    expect(await leastOf('orders_undecided_oldest_age_seconds')).toBeGreaterThan(age);
    chaos.heal();
    await spree.verdict();
    await everyProcessTells({
      orders_undecided: 0,
      orders_undecided_oldest_age_seconds: 0,
      outbox_orders: 0,
      outbox_oldest_age_seconds: 0,
      'metrics_source_up{source="queues"}': 1,
      'notification_deliveries_unsettled{state="waiting",channel="email"}': undefined,
    });
    expect(await readings('orders_total{state="placed"}', system.apis)).toEqual([orders]);
    expect(await readings('order_placed_to_decided_seconds_count', system.processors)).toEqual([orders]);
    expect(await readings('order_placed_to_told_seconds_count', system.processors)).toEqual([orders]);
  });

  it('a message that dies, until it is dropped', async () => {
    await chaos.poison(system.queueUrl, ['gibberish']);
    await everyProcessTells({ 'dead_letters{queue="orders"}': 1, 'dead_letters{queue="events"}': 0, 'queue_messages_visible{queue="orders"}': 0 });
    expect((await (await system.admin()).send('DELETE', '/api/admin/dead-letters')).body).toEqual({ dropped: 1 });
    await everyProcessTells({ 'dead_letters{queue="orders"}': 0 });
  });

  /** Waits until all of them do; `undefined` is no sample at all. */
  async function everyProcessTells(expected: Readonly<Record<string, number | undefined>>): Promise<void> {
    await eventually(async () => {
      for (const [name, value] of Object.entries(expected)) {
        expect({ [name]: await readings(name) }).toEqual({ [name]: system.processes.map(() => value) });
      }
    });
  }

  async function leastOf(name: string): Promise<number> {
    return Math.min(...(await readings(name)).map((value = 0) => value));
  }

  function readings(name: string, processes = system.processes): Promise<(number | undefined)[]> {
    return Promise.all(
      processes.map(async ({ url }) => {
        const lines = (await (await fetch(`${url}/metrics`)).text()).split('\n');
        const line = lines.find((one) => one.startsWith(`${name} `));
        return line === undefined ? undefined : Number(line.slice(name.length));
      }),
    );
  }
});
