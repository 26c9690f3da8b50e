import { Metrics } from '@app/platform';
import { anOrder } from '../../test/an-order';
import { OrderMetrics } from './order-metrics';

let metrics: Metrics;
let orders: OrderMetrics;

beforeEach(() => {
  metrics = new Metrics();
  orders = new OrderMetrics(metrics);
});

async function told(): Promise<string[]> {
  const lines = (await metrics.text()).split('\n');
  return lines.filter((line) => /^order/.test(line) && !/_bucket|_sum/.test(line) && !line.endsWith(' 0'));
}

it('counts orders by the state they came into, and how many were decided together and when', async () => {
  orders.committed([anOrder().build()]);
  orders.committed([anOrder().confirmed().build(), anOrder().confirmed().build(), anOrder().rejected().build()]);
  expect(await told()).toEqual([
    'orders_total{state="placed"} 1',
    'orders_total{state="confirmed"} 2',
    'orders_total{state="rejected"} 1',
    'order_placed_to_decided_seconds_count 3',
    'order_decide_batch_size_count 1',
  ]);
  expect(await metrics.text()).toContain('order_placed_to_decided_seconds_sum 3\n');
  expect(await metrics.text()).toContain('order_decide_batch_size_sum 3\n');
});

it('takes a cancellation or what comes after the decision for no decision', async () => {
  orders.committed([anOrder().cancelled().build(), anOrder().fulfilled().build()]);
  expect(await told()).toEqual(['orders_total{state="cancelled"} 1', 'orders_total{state="fulfilled"} 1']);
});
