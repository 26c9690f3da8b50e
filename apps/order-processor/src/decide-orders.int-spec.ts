import { randomUUID } from 'node:crypto';
import { DomainError } from '@app/contracts';
import { Order } from '@app/orders';
import { aPlacedOrder } from '../test/a-placed-order';
import { OpenDeciding, openDeciding } from '../test/open-deciding';
import { OrderLimit } from '../test/order-limit';
import { Decisions, UndecidedOrder } from './decide-orders';

let opened: OpenDeciding;

beforeAll(async () => {
  opened = await openDeciding(process.env.MONGO_URI);
});
beforeEach(() => {
  opened.announced.orders.length = 0;
});
afterEach(() => {
  jest.restoreAllMocks();
  opened.screenings.length = 0;
});
afterAll(() => opened.close());

describe('deciding orders', () => {
  it('confirms an order and reserves its units, with ledger and event', async () => {
    const [mug, tea] = [await stocked(5), await stocked(5)];
    const order = await placed({ [mug]: 2, [tea]: 5 });
    await decide(order);
    await expect(opened.orders.byId(order.id)).resolves.toMatchObject({
      status: 'CONFIRMED',
      version: 2,
      timeline: [{}, { status: 'CONFIRMED', actor: 'system', requestId: `request of ${order.id}` }],
    });
    expect([await reserved(mug), await reserved(tea)]).toEqual([2, 5]);
    expect(await ledgerOf(order)).toEqual([{ sku: mug, units: 2 }, { sku: tea, units: 5 }].sort(bySku));
    expect(await outboxOf(order)).toMatchObject([{ type: 'order.confirmed', data: { orderId: order.id, version: 2 } }]);
  });

  it('rejects an order naming each line at fault, and reserves nothing of it', async () => {
    const [mug, tea] = [await stocked(3), await stocked(9)];
    const order = await placed({ [mug]: 4, [tea]: 1, 'no-such-sku': 1 });
    await decide(order);
    await expect(opened.orders.byId(order.id)).resolves.toMatchObject({
      status: 'REJECTED',
      rejection: [
        { sku: mug, reason: 'insufficient_stock', requested: 4, available: 3 },
        { sku: 'no-such-sku', reason: 'unknown_sku', requested: 1, available: 0 },
      ],
    });
    expect([await reserved(mug), await reserved(tea)]).toEqual([0, 0]);
    expect(await ledgerOf(order)).toEqual([]);
    expect(await outboxOf(order)).toMatchObject([{ type: 'order.rejected' }]);
  });

  it('decides a batch in which some can be served and some cannot, the older ones first', async () => {
    const mug = await stocked(5);
    const [first, greedy, last] = [await placed({ [mug]: 3 }), await placed({ [mug]: 3 }), await placed({ [mug]: 2 })];
    await decide(last, greedy, first);
    expect(await statusesOf(first, greedy, last)).toEqual(['CONFIRMED', 'REJECTED', 'CONFIRMED']);
    expect(await reserved(mug)).toBe(5);
  });

  it('announces what it decided, once it is committed', async () => {
    const order = await placed({ [await stocked(1)]: 1 });
    await decide(order);
    expect(opened.announced.orders).toEqual([await opened.orders.byId(order.id)]);
  });

  it('names what nobody placed, and only that', async () => {
    const mug = await stocked(5);
    const [decided, fresh, never] = [await placed({ [mug]: 1 }), await placed({ [mug]: 1 }), aPlacedOrder({ [mug]: 1 })];
    await decide(decided);
    await expect(decisionsOn(decided, fresh, never)).resolves.toMatchObject({ decided: [{ id: fresh.id }], unknown: [never.id] });
  });

  it('refuses as a whole what a rule of the shop refuses, and reserves nothing of it', async () => {
    opened.screenings.push(new OrderLimit(1000));
    const tea = await stocked(50);
    const [large, small] = [await placed({ [tea]: 11 }), await placed({ [tea]: 10 })];
    await decide(large, small);
    await expect(opened.orders.byId(large.id)).resolves.toMatchObject({
      status: 'REJECTED',
      rejection: [],
      timeline: [{}, { status: 'REJECTED', actor: 'system', reason: 'Orders over 1000 are not accepted.' }],
    });
    expect(await statusesOf(small)).toEqual(['CONFIRMED']);
    expect([await reserved(tea), await ledgerOf(large)]).toEqual([10, []]);
    expect(await outboxOf(large)).toMatchObject([{ type: 'order.rejected' }]);
  });

  it('leaves an order pending that a rule could not be asked about, and decides the others', async () => {
    const tea = await stocked(5);
    const [unscreened, other] = [await placed({ [tea]: 1 }), await placed({ [tea]: 1 })];
    opened.screenings.push(new OrderLimit(1000).failingOn(unscreened.id));
    const { decided, failed } = await decisionsOn(unscreened, other);
    expect([decided.map(({ id }) => id), [...failed.keys()]]).toEqual([[other.id], [unscreened.id]]);
    expect(await statusesOf(unscreened)).toEqual(['PENDING']);
  });

  it('does nothing the second time, nor for an order that nobody placed', async () => {
    const mug = await stocked(5);
    const order = await placed({ [mug]: 2 });
    const [decided] = await decide(order);
    await expect(decide(order, aPlacedOrder({ [mug]: 1 }))).resolves.toEqual([]);
    await expect(opened.orders.byId(order.id)).resolves.toEqual(decided);
    expect(await reserved(mug)).toBe(2);
    expect(opened.announced.orders).toHaveLength(1);
  });

  it('decides an order once when its message is delivered to several processes at once', async () => {
    const mug = await stocked(5);
    const order = await placed({ [mug]: 2 });
    await Promise.all(Array.from({ length: 4 }, () => decideElsewhere(order)));
    expect(await reserved(mug)).toBe(2);
    await expect(opened.orders.byId(order.id)).resolves.toMatchObject({ version: 2 });
  });

  it('decides the rest when somebody got hold of one between the look and the transaction', async () => {
    const mug = await stocked(5);
    const [gone, waiting] = [await placed({ [mug]: 2 }), await placed({ [mug]: 1 })];
    await decide(gone);
    jest.spyOn(opened.orders, 'pendingAmong').mockResolvedValueOnce([gone, waiting]);
    await expect(decide(gone, waiting)).resolves.toMatchObject([{ id: waiting.id, status: 'CONFIRMED' }]);
    expect(await reserved(mug)).toBe(3);
  });

  it('gives 20 units to 20 of 30 orders that several processes decide at once', async () => {
    const mug = await stocked(20);
    const orders = await Promise.all(Array.from({ length: 30 }, () => placed({ [mug]: 1 })));
    const batches = [0, 1, 2].map((batch) => orders.slice(batch * 10, batch * 10 + 10));
    await Promise.all(batches.map((batch) => decideElsewhere(...batch)));
    const statuses = await statusesOf(...orders);
    expect(statuses.filter((status) => status === 'CONFIRMED')).toHaveLength(20);
    expect(statuses.filter((status) => status === 'REJECTED')).toHaveLength(10);
    expect(await reserved(mug)).toBe(20);
  });

  it('begins a transaction only when the one before has ended', async () => {
    const mug = await stocked(5);
    const orders = await Promise.all([1, 2, 3].map(() => placed({ [mug]: 1 })));
    const run = opened.transactions.run.bind(opened.transactions);
    let [underWay, most] = [0, 0];
    jest.spyOn(opened.transactions, 'run').mockImplementation(async (work, seconds) => {
      most = Math.max(most, (underWay += 1));
      return run(work, seconds).finally(() => (underWay -= 1));
    });
    await Promise.all(orders.map((order) => decide(order)));
    expect(most).toBe(1);
    expect(await reserved(mug)).toBe(3);
  });

  it('leaves nothing behind, and announces nothing, when the order cannot be written', async () => {
    const mug = await stocked(5);
    const order = await placed({ [mug]: 2 });
    const refusal = new DomainError({ kind: 'conflict', code: 'order_changed', message: 'Changed.' });
    jest.spyOn(opened.orders, 'advance').mockRejectedValueOnce(refusal);
    await expect(decide(order)).rejects.toBe(refusal);
    expect(await reserved(mug)).toBe(0);
    expect(await ledgerOf(order)).toEqual([]);
    await expect(opened.orders.byId(order.id)).resolves.toEqual(order);
    expect(opened.announced.orders).toEqual([]);
  });
});

async function stocked(onHand: number): Promise<string> {
  const sku = `SKU-${randomUUID()}`;
  await opened.putProduct.execute({ sku, name: 'Mug', unitPrice: 100, currency: 'EUR', onHand }, 'admin-1');
  return sku;
}

async function placed(units: Record<string, number>): Promise<Order> {
  const order = aPlacedOrder(units);
  await opened.orders.place(order);
  return order;
}

async function decide(...orders: Order[]): Promise<readonly Order[]> {
  return (await decisionsOn(...orders)).decided;
}

function decisionsOn(...orders: Order[]): Promise<Decisions> {
  return opened.decide.execute(orders.map(asUndecided));
}

function decideElsewhere(...orders: Order[]): Promise<Decisions> {
  return opened.anotherProcess().execute(orders.map(asUndecided));
}

function asUndecided({ id }: Order): UndecidedOrder {
  return { orderId: id, requestId: `request of ${id}` };
}

async function reserved(sku: string): Promise<unknown> {
  return (await documents('products').findOne({ _id: sku }))?.reserved;
}

async function ledgerOf({ id }: Order): Promise<{ sku: string; units: number }[]> {
  const entries = await documents('stock_movements').find({ orderId: id, kind: 'reserved' }).toArray();
  return entries.map(({ sku, reservedDelta }) => ({ sku: String(sku), units: Number(reservedDelta) })).sort(bySku);
}

async function outboxOf({ id }: Order): Promise<unknown> {
  return (await documents('orders').findOne({ _id: id }))?.outbox;
}

async function statusesOf(...orders: Order[]): Promise<unknown[]> {
  return Promise.all(orders.map(async ({ id }) => (await opened.orders.byId(id))?.status));
}

function documents(collection: string) {
  return opened.connection.getClient().db(opened.connection.name).collection<{ _id: string; [field: string]: unknown }>(collection);
}

function bySku(a: { sku: string }, b: { sku: string }): number {
  return a.sku < b.sku ? -1 : 1;
}
