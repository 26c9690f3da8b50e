import { Order, OrderStatus } from '@app/orders';
import { OpenShop } from '../../test/open-shop';
import { AuditReport } from './audit-tally';
import { Invariant } from './invariants';

const admin = { id: 'admin-1', role: 'admin' } as const;
let shop: OpenShop;
let sku: string;
let order: Order;

beforeEach(async () => {
  shop = await OpenShop.open(process.env.MONGO_URI);
  sku = await shop.stocked(10);
  order = await shop.confirmed({ [sku]: 2 });
  await told(order, 'CONFIRMED');
});
afterEach(() => shop.close());

describe('auditing the database', () => {
  it('finds nothing wrong where nothing is, in any state', async () => {
    await told(await shop.rejected({ [sku]: 99 }), 'REJECTED');
    await ended(await shop.placed({ [sku]: 1 }), 'CANCELLED');
    await ended(await shop.confirmed({ [sku]: 1 }), 'CANCELLED');
    await ended(await shop.confirmed({ [sku]: 3 }), 'FULFILLED');
    const report = await audit();
    expect(violatedIn(report)).toEqual({});
    expect(report).toMatchObject({
      violations: 0,
      orders: { PENDING: 0, CONFIRMED: 1, REJECTED: 1, CANCELLED: 2, FULFILLED: 1 },
      products: 1,
      deliveries: { waiting: 0, sending: 0, sent: 6, failed: 0 },
    });
  });

  it('of an empty database finds nothing', async () => {
    const empty = await OpenShop.open(process.env.MONGO_URI);
    await expect(empty.audit.execute({ graceSeconds: 0 })).resolves.toMatchObject({ violations: 0, products: 0 });
    await empty.close();
  });

  it('reads everything as it was at one moment, while orders go on', async () => {
    const readOrders = shop.orderRecords.inChunks.bind(shop.orderRecords);
    jest.spyOn(shop.orderRecords, 'inChunks').mockImplementation(async function* (snapshot) {
      yield* readOrders(snapshot);
      await told(await shop.confirmed({ [sku]: 3 }), 'CONFIRMED');
      await shop.stocked(5);
    });
    const report = await audit();
    expect(violatedIn(report)).toEqual({});
    expect(report).toMatchObject({ orders: { CONFIRMED: 1 }, products: 1, deliveries: { sent: 1 } });
  });

  it('leaves alone what may still be under way', async () => {
    await shop.placed({ [sku]: 1 });
    expect(violatedIn(await audit())).toEqual({ order_ends: 1, events_sent: 1 });
    expect(violatedIn(await audit(900))).toEqual({});
  });

  it('says where', async () => {
    await shop.tamper('orders', { _id: order.id }, { $set: { total: 1 } });
    const { invariants } = await audit();
    expect(invariants.find(({ name }) => name === 'order_money')).toMatchObject({
      violations: 1,
      examples: [`order ${order.id}`],
    });
  });
});

describe('an audit sees', () => {
  it('stock out of bounds, and against ledger and orders', async () => {
    await shop.tamper('products', { _id: sku }, { $set: { reserved: 11 } });
    expect(violatedIn(await audit())).toEqual({ stock_in_bounds: 1, stock_matches_ledger: 1, stock_matches_orders: 1 });
  });

  it('a ledger that does not add up', async () => {
    await shop.tamper('stock_movements', { sku, kind: 'counted' }, { $set: { onHandDelta: 9 } });
    expect(violatedIn(await audit())).toEqual({ stock_matches_ledger: 1 });
  });

  it('an order that holds what it did not reserve', async () => {
    await shop.tamper('orders', { _id: order.id }, { $set: { 'items.0.sku': 'no-such-sku' } });
    expect(violatedIn(await audit())).toEqual({ stock_matches_orders: 2, order_all_or_nothing: 1 });
  });

  it('an order that reserved only a part of its lines', async () => {
    const [mug, tea] = [await shop.stocked(5), await shop.stocked(5)];
    const partly = await shop.confirmed({ [mug]: 1, [tea]: 1 });
    await told(partly, 'CONFIRMED');
    await shop.connection.collection('stock_movements').deleteOne({ orderId: partly.id, sku: tea });
    expect(violatedIn(await audit())).toEqual({ order_all_or_nothing: 1, stock_matches_ledger: 1 });
  });

  it('a pending order that nobody is going to announce', async () => {
    const lost = await shop.placed({ [sku]: 1 });
    await shop.tamper('orders', { _id: lost.id }, { $unset: { unsentSince: 1 } });
    expect(violatedIn(await audit(900))).toEqual({ order_can_go_on: 1 });
    await shop.tamper('orders', { _id: lost.id }, { $set: { isDeadLetter: true } });
    expect(violatedIn(await audit())).toEqual({});
  });

  it.each<[string, object]>([
    ['skips a version', { 'timeline.1.seq': 3 }],
    ['does not begin as pending', { 'timeline.0.status': 'CONFIRMED' }],
    ['does not end at the status', { status: 'FULFILLED' }],
    ['is not as long as the version', { version: 3 }],
  ])('a history that %s', async (_what, changes) => {
    await shop.tamper('orders', { _id: order.id }, { $set: changes });
    expect(violatedIn(await audit())).toHaveProperty('order_history', 1);
  });

  it.each<[string, object]>([
    ['is not price times quantity', { 'items.0.lineTotal': 300, total: 300 }],
    ['is not the sum of the lines', { total: 201 }],
  ])('a total that %s', async (_what, changes) => {
    await shop.tamper('orders', { _id: order.id }, { $set: changes });
    expect(violatedIn(await audit())).toEqual({ order_money: 1 });
  });

  it('one idempotency key on two orders', async () => {
    await shop.connection.collection('orders').dropIndex('one_order_per_idempotency_key');
    const other = await shop.rejected({ [sku]: 99 });
    await told(other, 'REJECTED');
    for (const { id } of [order, other]) {
      await shop.tamper('orders', { _id: id }, { $set: { idempotency: { key: 'one', fingerprint: 'same' } } });
    }
    expect(violatedIn(await audit())).toEqual({ order_per_key: 1 });
  });

  it('a customer who was not told', async () => {
    await shop.connection.collection('deliveries').deleteMany({});
    expect(violatedIn(await audit())).toEqual({ customer_told: 1 });
  });

  it('a customer who was told what did not happen', async () => {
    await told(order, 'REJECTED');
    expect(violatedIn(await audit())).toEqual({ delivery_has_cause: 1 });
  });

  it.each(['sending', 'waiting'])('a delivery that hangs while %s', async (state) => {
    await shop.tamper('deliveries', { orderId: order.id }, { $set: { state, dueAt: new Date('2026-01-01T00:00:00Z') } });
    expect(violatedIn(await audit())).toEqual({ delivery_has_cause: 1 });
  });
});

async function ended(wanted: Order, status: 'CANCELLED' | 'FULFILLED'): Promise<void> {
  const input = { orderId: wanted.id, by: admin, requestId: 'request-2' };
  if (wanted.status === 'CONFIRMED') {
    await told(wanted, 'CONFIRMED');
  }
  const next = await (status === 'CANCELLED' ? shop.cancelOrder : shop.fulfilOrder).execute(input);
  await sent(next);
  if (status === 'CANCELLED') {
    await told(next, status);
  }
}

/** As if the events had been sent and the customer told. */
async function told(wanted: Order, status: OrderStatus): Promise<void> {
  const { id, userId, version } = wanted;
  const eventId = `${id}-v${version}`;
  const kind = `order_${status.toLowerCase()}`;
  await sent(wanted);
  await shop.connection.collection<{ _id: string }>('deliveries').insertOne({
    _id: `${eventId}:email-${status}`,
    ...{ eventId, orderId: id, userId, kind, channel: 'email', state: 'sent', attempts: 1 },
  });
}

async function sent({ id }: Order): Promise<void> {
  await shop.connection.collection<{ _id: string }>('orders').updateOne({ _id: id }, { $set: { outbox: [] }, $unset: { unsentSince: 1 } });
}

/** Everything that lies in the past counts: the grace ends a second from now. */
function audit(graceSeconds = -1): Promise<AuditReport> {
  return shop.audit.execute({ graceSeconds });
}

function violatedIn({ invariants }: AuditReport): Partial<Record<Invariant, number>> {
  const violated = invariants.filter(({ violations }) => violations > 0);
  return Object.fromEntries(violated.map(({ name, violations }) => [name, violations]));
}
