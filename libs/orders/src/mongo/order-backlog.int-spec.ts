import { Metrics } from '@app/platform';
import { anOrder } from '../../test/an-order';
import { OpenOrders, openOrders } from '../../test/open-orders';
import { OrderBacklog } from './order-backlog';

let opened: OpenOrders;

beforeAll(async () => {
  opened = await openOrders();
});
beforeEach(async () => {
  await opened.model.deleteMany();
});
afterAll(() => opened.close());

/** As the next process to be scraped tells it. */
async function told(): Promise<Record<string, number>> {
  const metrics = new Metrics();
  new OrderBacklog(opened.model, metrics);
  const lines = (await metrics.text()).split('\n').filter((line) => /^(orders|outbox)_/.test(line));
  return Object.fromEntries(lines.map((line) => [line.split(' ')[0], Number(line.split(' ')[1])]));
}

const secondsAgo = (seconds: number) => new Date(Date.now() - seconds * 1000);

it('tells of nothing where nothing waits', async () => {
  expect(await told()).toEqual({ orders_undecided: 0, orders_undecided_oldest_age_seconds: 0, outbox_orders: 0, outbox_oldest_age_seconds: 0 });
});

it('tells how many orders wait for a decision, and since when the oldest', async () => {
  await opened.repository.place(anOrder().withId('1').placedAt(secondsAgo(600)).build());
  await opened.repository.place(anOrder().withId('2').placedAt(secondsAgo(60)).build());
  await opened.repository.place(anOrder().withId('0').placedAt(secondsAgo(6000)).confirmed().build());
  const { orders_undecided: count, orders_undecided_oldest_age_seconds: age } = await told();
  expect(count).toBe(2);
  expect(age).toBeGreaterThanOrEqual(600);
  expect(age).toBeLessThan(700);
});

it('tells how many wait to be announced, and how old that is, whoever undertook it meanwhile', async () => {
  const [old, young] = [anOrder().placedAt(secondsAgo(600)).build(), anOrder().placedAt(secondsAgo(60)).build()];
  await Promise.all([old, young].map((order) => opened.repository.place(order)));
  await opened.model.updateMany({}, [{ $set: { unsentSince: '$$CLUSTER_TIME' } }], { updatePipeline: true });
  const { outbox_orders: count, outbox_oldest_age_seconds: age } = await told();
  expect(count).toBe(2);
  expect(age).toBeGreaterThanOrEqual(600);
  expect(age).toBeLessThan(700);
});
