import { availableUnits, Product } from '@app/inventory';
import { OrderStatus, orderStatuses, RecentOrder } from '@app/orders';
import { GaugeReading } from '@app/platform';
import { BacklogDto, LowStockDto, QueueDto } from './operations.dto';

const rateSeconds = 10;
const mostShown = 10;

/** What waits, and the gauges that tell how many and for how long. */
const backlogs = [
  { what: 'undecided orders', count: 'orders_undecided', seconds: 'orders_undecided_oldest_age_seconds' },
  { what: 'events to send', count: 'outbox_orders', seconds: 'outbox_oldest_age_seconds' },
  { what: 'notifications', count: 'notification_deliveries_unsettled', seconds: 'notification_deliveries_overdue_seconds' },
  { what: 'webhooks', count: 'webhook_deliveries_unsettled', seconds: 'webhook_deliveries_overdue_seconds' },
] as const;

/** What is not known is left out. */
export function backlogOf(readings: readonly GaugeReading[]): BacklogDto[] {
  const valuesOf = (wanted: string) => readings.filter(({ name }) => name === wanted).map(({ value }) => value);
  return backlogs.flatMap(({ what, ...names }) => {
    const [seconds] = valuesOf(names.seconds);
    const count = valuesOf(names.count).reduce((sum, value) => sum + value, 0);
    return seconds === undefined ? [] : [{ what, count, seconds }];
  });
}

/** Each queue that SQS told of. */
export function queuesOf(readings: readonly GaugeReading[]): QueueDto[] {
  const names = new Set(readings.flatMap(({ labels }) => labels?.queue ?? []));
  const value = (queue: string, wanted: string) =>
    readings.find(({ name, labels }) => name === wanted && labels?.queue === queue)?.value ?? 0;
  return [...names].map((queue) => ({
    queue,
    waiting: value(queue, 'queue_messages_visible'),
    inHand: value(queue, 'queue_messages_in_flight'),
    later: value(queue, 'queue_messages_delayed'),
    deadLetters: value(queue, 'dead_letters'),
  }));
}

/** Of the last ten seconds; where more orders came than were looked at, at most `limit`, of the time in which those came. */
export function rateOf(newestFirst: readonly RecentOrder[], limit: number, now: Date): number {
  const ageOf = ({ placedAt }: RecentOrder) => (now.getTime() - placedAt.getTime()) / 1000;
  const recent = newestFirst.filter((order) => ageOf(order) <= rateSeconds);
  const [oldest] = recent.slice(-1);
  return recent.length / (oldest && recent.length === limit ? Math.max(ageOf(oldest), 1) : rateSeconds);
}

export function statesOf(orders: readonly RecentOrder[]): Record<OrderStatus, number> {
  const count = (status: OrderStatus) => orders.filter((order) => order.status === status).length;
  return Object.fromEntries(orderStatuses.map((status) => [status, count(status)])) as Record<OrderStatus, number>;
}

/** Those of which the fewest units can still be promised. */
export function lowestStock(products: readonly Product[]): LowStockDto[] {
  return products
    .map(({ sku, name, onHand, reserved }) => ({ sku, name, available: availableUnits({ onHand, reserved }), reserved, onHand }))
    .sort((one, other) => one.available - other.available || one.sku.localeCompare(other.sku))
    .slice(0, mostShown);
}
