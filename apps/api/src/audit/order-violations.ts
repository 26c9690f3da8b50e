import { StockMovement } from '@app/inventory';
import { DeliveryRecord } from '@app/notifications';
import { mayBecome, Order, OrderRecord, OrderStatus } from '@app/orders';
import { Invariant, Violation } from './invariants';

/** Everything that is stored about one order. */
export interface OrderEvidence {
  readonly record: OrderRecord;
  readonly movements: readonly StockMovement[];
  readonly deliveries: readonly DeliveryRecord[];
}

const movesUntil: Record<OrderStatus, readonly StockMovement['kind'][]> = {
  PENDING: [],
  REJECTED: [],
  CONFIRMED: ['reserved'],
  CANCELLED: ['reserved', 'released'],
  FULFILLED: ['reserved', 'shipped'],
};

const toldOf: readonly OrderStatus[] = ['CONFIRMED', 'REJECTED', 'CANCELLED'];

/** Whether a customer is told of an order's coming into this state. */
export function isTold(status: OrderStatus): boolean {
  return toldOf.includes(status);
}

/** What is wrong with an order. `before` is the grace: what happened later may still be under way. */
export function orderViolations(evidence: OrderEvidence, before: Date): Violation[] {
  const { order, unsentSince, remindAfter, isDeadLetter } = evidence.record;
  const isWaiting = order.status === 'PENDING' && !isDeadLetter;
  const findings: Record<Exclude<Invariant, `stock_${string}` | 'order_per_key'>, boolean> = {
    order_all_or_nothing: !movesExactlyItsLines(order, evidence.movements),
    order_ends: isWaiting && order.createdAt < before,
    order_can_go_on: isWaiting && !unsentSince && !remindAfter,
    order_history: !hasSoundHistory(order),
    order_money: !addsUp(order),
    events_sent: unsentSince !== undefined && unsentSince < before,
    customer_told: !hasToldAll(evidence, before),
    delivery_has_cause: !evidence.deliveries.every((delivery) => hasCause(delivery, order, before)),
  };
  return Object.entries(findings)
    .filter(([, isViolated]) => isViolated)
    .map(([invariant]) => ({ invariant: invariant as Invariant, subject: `order ${order.id}` }));
}

/** A cancelled order that never was confirmed has moved nothing. */
function movesExactlyItsLines({ status, items, timeline }: Order, movements: readonly StockMovement[]): boolean {
  const wasConfirmed = timeline.some((entry) => entry.status === 'CONFIRMED');
  const kinds = wasConfirmed ? movesUntil[status] : [];
  const expected = kinds.flatMap((kind) => items.map(({ sku, quantity }) => `${kind} ${quantity} of ${sku}`));
  const found = movements.map(({ kind, sku, reservedDelta }) => `${kind} ${Math.abs(reservedDelta)} of ${sku}`);
  return expected.sort().join() === found.sort().join();
}

function hasSoundHistory({ status, version, timeline }: Order): boolean {
  const isPath = timeline.every(({ status: to, seq }, index) => {
    const from = timeline[index - 1]?.status;
    return seq === index + 1 && (from ? mayBecome(from, to) : to === 'PENDING');
  });
  return isPath && timeline.length === version && timeline.at(-1)?.status === status;
}

function addsUp({ items, total }: Order): boolean {
  const isExact = items.every(
    ({ unitPrice, quantity, lineTotal }) => Number.isSafeInteger(lineTotal) && lineTotal === unitPrice * quantity && lineTotal >= 0,
  );
  return isExact && Number.isSafeInteger(total) && total === items.reduce((sum, { lineTotal }) => sum + lineTotal, 0);
}

function hasToldAll({ record: { order }, deliveries }: OrderEvidence, before: Date): boolean {
  const told = new Set(deliveries.map(({ eventId }) => eventId));
  return order.timeline
    .filter(({ status, at }) => isTold(status) && at < before)
    .every(({ seq }) => told.has(eventIdOf(order, seq)));
}

function hasCause({ eventId, kind, dueAt }: DeliveryRecord, order: Order, before: Date): boolean {
  const isTrue = order.timeline.some(
    ({ seq, status }) => eventId === eventIdOf(order, seq) && kind === `order_${status.toLowerCase()}`,
  );
  const hangs = dueAt !== undefined && dueAt < before;
  return isTrue && !hangs;
}

/** The event of the change that an entry of the timeline tells of. */
export function eventIdOf({ id }: Order, seq: number): string {
  return `${id}-v${seq}`;
}
