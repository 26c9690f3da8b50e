import { Order, Viewer } from '@app/orders';
import { OpenShop } from '../../test/open-shop';

const ada: Viewer = { id: 'ada', role: 'customer' };
const eve: Viewer = { id: 'eve', role: 'customer' };
const admin: Viewer = { id: 'admin-1', role: 'admin' };

let shop: OpenShop;

beforeAll(async () => {
  shop = await OpenShop.open(process.env.MONGO_URI);
});
beforeEach(() => {
  shop.changes.announced.length = 0;
  shop.changes.imminentVersions.length = 0;
});
afterEach(() => jest.restoreAllMocks());
afterAll(() => shop.close());

describe('cancelling an order', () => {
  it('that is pending ends it, with who did it and why; no stock moves', async () => {
    const sku = await shop.stocked(5);
    const order = await shop.placed({ [sku]: 2 });
    const cancelled = await cancel(order, { reason: 'Ordered twice.' });
    expect(cancelled).toMatchObject({
      status: 'CANCELLED',
      version: 2,
      timeline: [{}, { seq: 2, status: 'CANCELLED', actor: 'customer', reason: 'Ordered twice.', requestId: 'request-2' }],
    });
    await expect(shop.orders.byId(order.id)).resolves.toEqual(cancelled);
    expect(await shop.unitsOf(sku)).toEqual({ onHand: 5, reserved: 0 });
    expect(shop.changes.announced).toEqual([cancelled]);
  });

  it('that is confirmed gives back all it reserved, with ledger', async () => {
    const [mug, tea] = [await shop.stocked(5), await shop.stocked(5)];
    await cancel(await shop.confirmed({ [mug]: 2, [tea]: 5 }));
    expect([await shop.unitsOf(mug), await shop.unitsOf(tea)]).toEqual([
      { onHand: 5, reserved: 0 },
      { onHand: 5, reserved: 0 },
    ]);
    const [released] = await shop.ledgerOf(tea);
    expect(released).toMatchObject({ kind: 'released', onHandDelta: 0, reservedDelta: -5, actor: 'ada' });
  });

  it('five times at once gives back what it reserved once', async () => {
    const sku = await shop.stocked(5);
    const order = await shop.confirmed({ [sku]: 3 });
    const attempts = await Promise.allSettled(Array.from({ length: 5 }, () => cancel(order)));
    expect(attempts.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(reasonsOf(attempts)).toEqual(Array(4).fill('invalid_transition'));
    expect(await shop.unitsOf(sku)).toEqual({ onHand: 5, reserved: 0 });
    expect((await shop.ledgerOf(sku)).filter(({ kind }) => kind === 'released')).toHaveLength(1);
  });

  it('while it is being confirmed has one outcome, and the stock follows it', async () => {
    const sku = await shop.stocked(100);
    const orders = await Promise.all(Array.from({ length: 10 }, () => shop.placed({ [sku]: 1 })));
    await Promise.allSettled(orders.flatMap((order) => [shop.confirm(order), cancel(order)]));
    const ended = await Promise.all(orders.map(({ id }) => shop.orders.byId(id)));
    const statuses = ended.map((order) => order?.status);
    expect(statuses.every((status) => status === 'CONFIRMED' || status === 'CANCELLED')).toBe(true);
    const holding = statuses.filter((status) => status === 'CONFIRMED').length;
    expect(await shop.unitsOf(sku)).toEqual({ onHand: 100, reserved: holding });
  });

  it('that is rejected, cancelled or fulfilled is refused', async () => {
    const sku = await shop.stocked(5);
    const gone = await shop.placed({ [sku]: 1 });
    await cancel(gone);
    const away = await shop.confirmed({ [sku]: 1 });
    await fulfil(away);
    for (const order of [await shop.rejected({ [sku]: 9 }), gone, away]) {
      await expect(cancel(order)).rejects.toMatchObject({ kind: 'conflict', code: 'invalid_transition' });
    }
  });

  it('of somebody else is as if it were not there, but for an administrator', async () => {
    const order = await shop.placed({ [await shop.stocked(1)]: 1 });
    await expect(cancel(order, { by: eve })).rejects.toMatchObject({ kind: 'not_found', code: 'order_not_found' });
    await expect(cancel({ ...order, id: 'no-such-order' })).rejects.toMatchObject({ code: 'order_not_found' });
    await expect(cancel(order, { by: admin })).resolves.toMatchObject({ timeline: [{}, { actor: 'admin' }] });
  });

  it('only at the version that was seen', async () => {
    const sku = await shop.stocked(5);
    const order = await shop.confirmed({ [sku]: 1 });
    const stale = { expectedVersion: 1 };
    await expect(cancel(order, stale)).rejects.toMatchObject({ kind: 'precondition_failed', code: 'version_mismatch' });
    expect(await shop.unitsOf(sku)).toEqual({ onHand: 5, reserved: 1 });
    await expect(cancel(order, { expectedVersion: 2 })).resolves.toMatchObject({ status: 'CANCELLED' });
  });

  it('says so before it is committed, and announces nothing that is not', async () => {
    const order = await shop.confirmed({ [await shop.stocked(1)]: 1 });
    jest.spyOn(shop.orders, 'advance').mockImplementationOnce(async () => {
      expect(shop.changes.imminentVersions).toEqual([3]);
      throw new Error('the database said no');
    });
    await expect(cancel(order)).rejects.toThrow('the database said no');
    expect(shop.changes.announced).toEqual([]);
    await expect(shop.orders.byId(order.id)).resolves.toEqual(order);
  });
});

describe('fulfilling an order', () => {
  it('takes its units off the shelf, with ledger', async () => {
    const sku = await shop.stocked(5);
    const fulfilled = await fulfil(await shop.confirmed({ [sku]: 2 }));
    expect(fulfilled).toMatchObject({ status: 'FULFILLED', version: 3 });
    expect(await shop.unitsOf(sku)).toEqual({ onHand: 3, reserved: 0 });
    expect(await shop.ledgerOf(sku)).toMatchObject([
      { kind: 'shipped', onHandDelta: -2, reservedDelta: -2, actor: 'admin-1' },
      { kind: 'reserved' },
      { kind: 'counted' },
    ]);
    expect(shop.changes.announced).toEqual([fulfilled]);
  });

  it('says so before it is committed, and announces nothing that is not', async () => {
    const order = await shop.confirmed({ [await shop.stocked(1)]: 1 });
    jest.spyOn(shop.orders, 'advance').mockImplementationOnce(async () => {
      expect(shop.changes.imminentVersions).toEqual([3]);
      throw new Error('the database said no');
    });
    await expect(fulfil(order)).rejects.toThrow('the database said no');
    expect(shop.changes.announced).toEqual([]);
    await expect(shop.orders.byId(order.id)).resolves.toEqual(order);
  });

  it('while it is being cancelled has one outcome, and the stock follows it', async () => {
    const sku = await shop.stocked(10);
    const orders = await Promise.all(Array.from({ length: 10 }, () => shop.confirmed({ [sku]: 1 })));
    await Promise.allSettled(orders.flatMap((order) => [fulfil(order), cancel(order)]));
    const ended = await Promise.all(orders.map(({ id }) => shop.orders.byId(id)));
    const shipped = ended.filter((order) => order?.status === 'FULFILLED').length;
    expect(ended.filter((order) => order?.status === 'CANCELLED')).toHaveLength(10 - shipped);
    expect(await shop.unitsOf(sku)).toEqual({ onHand: 10 - shipped, reserved: 0 });
  });

  it('that is not confirmed is refused, and so is another version than was seen', async () => {
    const sku = await shop.stocked(5);
    await expect(fulfil(await shop.placed({ [sku]: 1 }))).rejects.toMatchObject({ code: 'invalid_transition' });
    const confirmed = await shop.confirmed({ [sku]: 1 });
    await expect(fulfil(confirmed, 1)).rejects.toMatchObject({ code: 'version_mismatch' });
    expect(await shop.unitsOf(sku)).toEqual({ onHand: 5, reserved: 1 });
  });
});

function cancel({ id }: Order, input: { by?: Viewer; reason?: string; expectedVersion?: number } = {}): Promise<Order> {
  return shop.cancelOrder.execute({ orderId: id, by: ada, requestId: 'request-2', ...input });
}

function fulfil({ id }: Order, expectedVersion?: number): Promise<Order> {
  return shop.fulfilOrder.execute({ orderId: id, by: admin, expectedVersion, requestId: 'request-3' });
}

function reasonsOf(attempts: readonly PromiseSettledResult<Order>[]): unknown[] {
  return attempts.flatMap((attempt) => (attempt.status === 'rejected' ? [(attempt.reason as { code: unknown }).code] : []));
}
