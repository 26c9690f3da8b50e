import { InventoryQueries } from '@app/inventory';
import { RecentOrder, RecentOrders } from '@app/orders';
import { Metrics } from '@app/platform';
import { Operations } from './operations';

const order: RecentOrder = { status: 'CONFIRMED', placedAt: new Date(), skus: ['TEA', 'MUG'] };
let newest: jest.Mock<Promise<RecentOrder[]>>;
let productsBySku: jest.Mock;
let metrics: Metrics;
let operations: Operations;

beforeEach(() => {
  newest = jest.fn(async () => [order, order]);
  productsBySku = jest.fn(async () => []);
  metrics = new Metrics();
  operations = new Operations(metrics, { newest } as RecentOrders, { productsBySku } as unknown as InventoryQueries);
});

it('reads once for all who look at the same moment, and each product once', async () => {
  const seen = await Promise.all([operations.now(), operations.now(), operations.now()]);
  expect(newest).toHaveBeenCalledTimes(1);
  expect(productsBySku.mock.calls).toEqual([[['TEA', 'MUG']]]);
  expect(seen[0]).toMatchObject({ ordersPerSecond: 0.2, recentStates: { CONFIRMED: 2 }, lowStock: [], away: [] });
});

it('names what does not answer, and tells the rest', async () => {
  newest.mockRejectedValue(new Error('connection closed'));
  metrics.readFrom({ source: 'queues', gauges: [], read: () => Promise.reject(new Error('connect ECONNREFUSED')) });
  const age = { name: 'orders_undecided_oldest_age_seconds', value: 3 };
  metrics.readFrom({ source: 'orders', gauges: [], read: async () => [{ name: 'orders_undecided', value: 2 }, age] });
  const seen = await operations.now();
  expect(seen).toMatchObject({ backlog: [{ what: 'undecided orders', count: 2, seconds: 3 }], queues: [], away: ['queues', 'sales'] });
  expect(seen).not.toHaveProperty('ordersPerSecond');
});
