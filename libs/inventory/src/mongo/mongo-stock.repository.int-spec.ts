import { randomUUID } from 'node:crypto';
import { isDuplicateKey, Transaction } from '@app/platform';
import { aProduct } from '../../test/a-product';
import { OpenInventory, openInventory } from '../../test/open-inventory';
import { AllocationRequest } from '../domain/allocation';

let inventory: OpenInventory;
const aMove = { actor: 'ada', at: new Date() };
const notAvailable = { kind: 'conflict', code: 'stock_not_available' };

beforeAll(async () => {
  inventory = await openInventory();
});
afterAll(() => inventory.close());

describe('reserving stock', () => {
  it('reserves every line of every order, and the ledger says for whom', async () => {
    const [mug, tea] = [await stocked(10), await stocked(5)];
    const [first, second] = [anOrderOf({ [mug]: 2, [tea]: 5 }), anOrderOf({ [mug]: 3 })];
    await reserve(first, second);
    expect(await stockOf(mug)).toMatchObject({ onHand: 10, reserved: 5 });
    expect(await stockOf(tea)).toMatchObject({ onHand: 5, reserved: 5 });
    expect(await reservationsOf(mug)).toEqual([[first.orderId, 2], [second.orderId, 3]]);
    expect(await reservationsOf(tea)).toEqual([[first.orderId, 5]]);
  });

  it('makes a new version of the product', async () => {
    const mug = await stocked(10);
    const before = await inventory.queries.product(mug);
    await reserve(anOrderOf({ [mug]: 1 }));
    expect((await inventory.queries.product(mug)).version).toBeGreaterThan(before.version);
  });

  it('of more than there is writes nothing at all, of no product', async () => {
    const [mug, tea] = [await stocked(10), await stocked(5)];
    await expect(reserve(anOrderOf({ [mug]: 1, [tea]: 6 }))).rejects.toMatchObject(notAvailable);
    expect(await stockOf(mug)).toMatchObject({ reserved: 0 });
    expect(await stockOf(tea)).toMatchObject({ reserved: 0 });
    expect(await reservationsOf(mug)).toEqual([]);
  });

  it('counts the orders of a batch together', async () => {
    const mug = await stocked(5);
    await expect(reserve(anOrderOf({ [mug]: 3 }), anOrderOf({ [mug]: 3 }))).rejects.toMatchObject(notAvailable);
    expect(await stockOf(mug)).toMatchObject({ reserved: 0 });
  });

  it('does not reserve what is reserved already', async () => {
    const mug = await stocked(5);
    await reserve(anOrderOf({ [mug]: 4 }));
    await expect(reserve(anOrderOf({ [mug]: 2 }))).rejects.toMatchObject(notAvailable);
    expect(await stockOf(mug)).toMatchObject({ reserved: 4 });
  });

  it('of a product that is not there is refused', async () => {
    await expect(reserve(anOrderOf({ 'no-such-sku': 1 }))).rejects.toMatchObject(notAvailable);
  });

  it('of nothing does nothing', async () => {
    await expect(reserve()).resolves.toBeUndefined();
  });

  it('twice for one order is refused by the ledger, even when there is enough', async () => {
    const mug = await stocked(10);
    const order = anOrderOf({ [mug]: 2 });
    await reserve(order);
    const error: unknown = await reserve(order).catch((refusal: unknown) => refusal);
    expect(isDuplicateKey(error, 'one_effect_per_order')).toBe(true);
    expect(await stockOf(mug)).toMatchObject({ reserved: 2 });
  });

  it('30 times at once from 20 units reserves exactly 20, and the ledger adds up', async () => {
    const mug = await stocked(20);
    const results = await Promise.allSettled(Array.from({ length: 30 }, () => reserve(anOrderOf({ [mug]: 1 }))));
    const refusals = results.flatMap((result) => (result.status === 'rejected' ? [result.reason as unknown] : []));
    expect(refusals).toHaveLength(10);
    refusals.forEach((refusal) => expect(refusal).toMatchObject(notAvailable));
    expect(await stockOf(mug)).toMatchObject({ onHand: 20, reserved: 20 });
    expect(await ledgerSums(mug)).toEqual({ onHand: 20, reserved: 20 });
  });
});

describe.each(['release', 'ship'] as const)('to %s', (end) => {
  it('what is reserved makes a new version of the product', async () => {
    const mug = await stocked(10);
    const order = anOrderOf({ [mug]: 3 });
    await reserve(order);
    const before = await inventory.queries.product(mug);
    await inTransaction((transaction) => inventory.stock[end](order, aMove, transaction));
    expect((await inventory.queries.product(mug)).version).toBeGreaterThan(before.version);
  });

  it('more than is reserved is refused, and changes no product', async () => {
    const [mug, tea] = [await stocked(10), await stocked(10)];
    await reserve(anOrderOf({ [mug]: 3, [tea]: 1 }));
    const greedy = anOrderOf({ [mug]: 2, [tea]: 2 });
    await expect(inTransaction((transaction) => inventory.stock[end](greedy, aMove, transaction))).rejects.toThrow('Less is reserved');
    expect(await stockOf(mug)).toMatchObject({ onHand: 10, reserved: 3 });
    expect(await stockOf(tea)).toMatchObject({ onHand: 10, reserved: 1 });
  });

  it('in a transaction that is given up leaves stock and ledger alone', async () => {
    const mug = await stocked(10);
    const order = anOrderOf({ [mug]: 3 });
    await reserve(order);
    const givenUp = inTransaction(async (transaction) => {
      await inventory.stock[end](order, aMove, transaction);
      throw new Error('changed my mind');
    });
    await expect(givenUp).rejects.toThrow('changed my mind');
    expect(await stockOf(mug)).toMatchObject({ onHand: 10, reserved: 3 });
    expect(await ledgerSums(mug)).toEqual({ onHand: 10, reserved: 3 });
  });
});

describe('stock levels', () => {
  it('are what can still be promised; unknown SKUs are left out', async () => {
    const mug = await stocked(10);
    await reserve(anOrderOf({ [mug]: 4 }));
    const levels = await inventory.transactions.run((transaction) =>
      inventory.stock.levels([mug, 'no-such-sku'], transaction),
    );
    expect(levels).toEqual([{ sku: mug, available: 6 }]);
  });
});

async function stocked(onHand: number): Promise<string> {
  const { product } = await inventory.put.execute(aProduct({ onHand }), 'admin-1');
  return product.sku;
}

function anOrderOf(units: Record<string, number>): AllocationRequest {
  return { orderId: randomUUID(), lines: Object.entries(units).map(([sku, quantity]) => ({ sku, quantity })) };
}

function reserve(...orders: AllocationRequest[]): Promise<void> {
  return inTransaction((transaction) => inventory.stock.reserve(orders, new Date(), transaction));
}

function inTransaction(work: (transaction: Transaction) => Promise<void>): Promise<void> {
  return inventory.transactions.run(work, 60);
}

function stockOf(sku: string) {
  return inventory.products.findById(sku).lean();
}

async function reservationsOf(sku: string): Promise<[string | undefined, number][]> {
  const entries = await inventory.ledger.find({ sku, kind: 'reserved' }).sort({ _id: 1 }).lean();
  return entries.map(({ orderId, reservedDelta }) => [orderId, reservedDelta]);
}

async function ledgerSums(sku: string): Promise<{ onHand: number; reserved: number }> {
  const entries = await inventory.ledger.find({ sku }).lean();
  return {
    onHand: entries.reduce((sum, { onHandDelta }) => sum + onHandDelta, 0),
    reserved: entries.reduce((sum, { reservedDelta }) => sum + reservedDelta, 0),
  };
}
