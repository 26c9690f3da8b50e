import { randomUUID } from 'node:crypto';
import { anOrder } from '../../test/an-order';
import { OpenOrders, openOrders } from '../../test/open-orders';
import { cancel, confirm, Order } from '../domain/order';
import { orderEventOf } from '../domain/order-event';

let opened: OpenOrders;
const decision = { at: new Date(), actor: 'system', requestId: 'request-2' } as const;

beforeAll(async () => {
  opened = await openOrders();
});
afterAll(() => opened.close());

describe('placing an order', () => {
  it('stores order, key and event in one document', async () => {
    const order = anOrder().withLines(2).withKey('key-1').build();
    await expect(opened.repository.place(order)).resolves.toEqual({ order, isNew: true });
    const document = await opened.model.findById(order.id).lean();
    expect(document).toMatchObject({ idempotency: order.idempotency, outbox: [orderEventOf(order)] });
  });

  it('gives back what was stored', async () => {
    const order = anOrder().withLines(3).withKey('key-1').rejected().build();
    await opened.repository.place(order);
    await expect(opened.repository.byId(order.id)).resolves.toEqual(order);
  });

  it('gives each of many who ask at once the order they asked for, with one look at the database', async () => {
    const orders = Array.from({ length: 40 }, () => anOrder().build());
    await Promise.all(orders.map((order) => opened.repository.place(order)));
    const looks = jest.spyOn(opened.model.collection, 'find');
    const ids = [...orders.map(({ id }) => id), 'no such order'];
    await expect(Promise.all(ids.map((id) => opened.repository.byId(id)))).resolves.toEqual([...orders, undefined]);
    expect(looks).toHaveBeenCalledTimes(1);
    looks.mockRestore();
  });

  it('knows no order that nobody placed', async () => {
    await expect(opened.repository.byId('no such order')).resolves.toBeUndefined();
  });

  it('20 times at once under one key makes one order, and everybody gets that one', async () => {
    const userId = randomUUID();
    const orders = Array.from({ length: 20 }, () => anOrder().of(userId).withKey('same key').build());
    const placed = await Promise.all(orders.map((order) => opened.repository.place(order)));
    expect(placed.filter(({ isNew }) => isNew)).toHaveLength(1);
    expect(new Set(placed.map(({ order }) => order.id)).size).toBe(1);
    await expect(opened.model.countDocuments({ userId })).resolves.toBe(1);
  });

  it('under a key that another user holds makes another order', async () => {
    const first = await opened.repository.place(anOrder().of('ada').withKey('same key').build());
    const second = await opened.repository.place(anOrder().of('bob').withKey('same key').build());
    expect(second.isNew).toBe(true);
    expect(second.order.id).not.toBe(first.order.id);
  });

  it('without a key is never taken for another order of the same user', async () => {
    const [first, second] = [anOrder().of('carl').build(), anOrder().of('carl').build()];
    await expect(opened.repository.place(first)).resolves.toMatchObject({ isNew: true });
    await expect(opened.repository.place(second)).resolves.toMatchObject({ isNew: true });
  });

  it('under an id that is taken is refused as the bug it is', async () => {
    const order = await placed(anOrder().build());
    await expect(opened.repository.place(order)).rejects.toMatchObject({ code: 11_000 });
  });
});

describe('placing many orders at once', () => {
  it('fails alone the one whose id is taken, and repeats alone the one whose key is held', async () => {
    const userId = randomUUID();
    const taken = await placed(anOrder().of(userId).build());
    const holder = await placed(anOrder().of(userId).withKey('held').build());
    const repeated = anOrder().of(userId).withKey('held').build();
    const others = Array.from({ length: 50 }, (_, i) => anOrder().of(userId).withKey(`key-${i}`).build());
    const outcomes = await Promise.allSettled([taken, repeated, ...others].map((order) => opened.repository.place(order)));
    expect(outcomes.shift()).toMatchObject({ status: 'rejected', reason: { code: 11_000 } });
    expect(outcomes.shift()).toMatchObject({ value: { order: { id: holder.id }, isNew: false } });
    expect(outcomes).toEqual(others.map((order) => ({ status: 'fulfilled', value: { order, isNew: true } })));
    await expect(opened.model.countDocuments({ userId })).resolves.toBe(52);
  });
});

describe('advancing orders', () => {
  it('stores the next version with its event', async () => {
    const next = confirm(await placed(anOrder().build()), decision);
    await opened.transactions.run((transaction) => opened.repository.advance([next], transaction));
    await expect(opened.repository.byId(next.id)).resolves.toEqual(next);
    await expect(opened.model.findById(next.id).lean()).resolves.toMatchObject({ outbox: [orderEventOf(next)] });
  });

  it('keeps an event that is not sent yet beside the new one, but not the call for the decision that was made', async () => {
    const confirmed = confirm(await placed(anOrder().build()), decision);
    const cancelled = cancel(confirmed, { at: new Date(), actor: 'customer' });
    await opened.transactions.run((transaction) => opened.repository.advance([confirmed], transaction));
    await opened.transactions.run((transaction) => opened.repository.advance([cancelled], transaction));
    await expect(opened.model.findById(cancelled.id).lean()).resolves.toMatchObject({
      outbox: [orderEventOf(confirmed), orderEventOf(cancelled)],
    });
  });

  it('takes what people typed as text, never as an expression', async () => {
    const reason = '$$ROOT and { $literal: 1 }';
    const next = cancel(await placed({ ...anOrder().build(), note: '$note' }), { at: new Date(), actor: 'customer', reason });
    await opened.transactions.run((transaction) => opened.repository.advance([next], transaction));
    await expect(opened.repository.byId(next.id)).resolves.toEqual(next);
  });

  it('is refused when one of them is no longer at the version before, and changes none', async () => {
    const [stale, fresh] = [await placed(anOrder().build()), await placed(anOrder().build())];
    const moved = confirm(stale, decision);
    await opened.transactions.run((transaction) => opened.repository.advance([moved], transaction));
    const again = [confirm(fresh, decision), confirm(stale, { ...decision, requestId: 'too late' })];
    await expect(
      opened.transactions.run((transaction) => opened.repository.advance(again, transaction)),
    ).rejects.toMatchObject({ kind: 'conflict', code: 'order_changed' });
    await expect(opened.repository.byId(fresh.id)).resolves.toEqual(fresh);
    await expect(opened.repository.byId(stale.id)).resolves.toEqual(moved);
  });

  it('from one version is granted to exactly one of several at once', async () => {
    const order = await placed(anOrder().build());
    const attempts = Array.from({ length: 5 }, (_, i) => confirm(order, { ...decision, requestId: `request-${i}` }));
    const results = await Promise.allSettled(
      attempts.map((next) => opened.transactions.run((transaction) => opened.repository.advance([next], transaction))),
    );
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await expect(opened.repository.byId(order.id)).resolves.toMatchObject({ version: 2, timeline: { length: 2 } });
  });

  it('finds only those that wait for a decision, oldest first', async () => {
    const old = await placed(anOrder().build());
    const decided = await placed(anOrder().confirmed().build());
    const young = await placed(anOrder().build());
    const ids = [young.id, decided.id, 'no such order', old.id];
    await expect(
      opened.transactions.run((transaction) => opened.repository.pendingAmong(ids, transaction)),
    ).resolves.toEqual([old, young]);
  });
});

async function placed(order: Order): Promise<Order> {
  await opened.repository.place(order);
  return order;
}
