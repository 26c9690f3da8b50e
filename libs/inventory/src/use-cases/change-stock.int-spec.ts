import { randomUUID } from 'node:crypto';
import { aProduct } from '../../test/a-product';
import { OpenInventory, openInventory } from '../../test/open-inventory';
import { StockMovement } from '../domain/stock-movement';
import { MovementFilter } from '../ports/product.repository';

let inventory: OpenInventory;

beforeAll(async () => {
  inventory = await openInventory();
});
afterAll(() => inventory.close());

describe('putting a product', () => {
  it('says whether it is new, and keeps what is reserved when it is not', async () => {
    const mug = aProduct();
    await expect(inventory.put.execute(mug, 'admin-1')).resolves.toMatchObject({ isNew: true, product: mug });
    await reserve(mug.sku, 4);
    const red = { ...mug, name: 'Red mug', onHand: 6 };
    await expect(inventory.put.execute(red, 'admin-1')).resolves.toMatchObject({ isNew: false });
    await expect(inventory.queries.product(mug.sku)).resolves.toMatchObject({ ...red, reserved: 4 });
  });

  it('is refused when fewer units would remain than are promised, and changes nothing', async () => {
    const mug = aProduct();
    await inventory.put.execute(mug, 'admin-1');
    await reserve(mug.sku, 4);
    const before = await inventory.queries.product(mug.sku);
    await expect(inventory.put.execute({ ...mug, onHand: 3 }, 'admin-1')).rejects.toMatchObject({ code: 'stock_below_reserved' });
    await expect(inventory.queries.product(mug.sku)).resolves.toEqual(before);
  });

  it('that nobody knew, 8 times at once, ends with one product whose ledger adds up', async () => {
    for (const sku of Array.from({ length: 5 }, () => `NEW-${randomUUID()}`)) {
      const puts = Array.from({ length: 8 }, (_, index) => inventory.put.execute(aProduct({ sku, onHand: index }), 'admin-1'));
      const results = await Promise.all(puts);
      expect(results.filter(({ isNew }) => isNew)).toHaveLength(1);
      const { version, onHand } = await inventory.queries.product(sku);
      expect(version).toBe(8);
      expect((await ledgerOf(sku)).reduce((sum, { onHandDelta }) => sum + onHandDelta, 0)).toBe(onHand);
    }
  });
});

describe('adjusting stock', () => {
  it('10 times at once loses no adjustment', async () => {
    const { sku } = (await inventory.put.execute(aProduct({ onHand: 100 }), 'admin-1')).product;
    const delta = -3;
    await Promise.all(Array.from({ length: 10 }, () => adjust(sku, delta)));
    await expect(inventory.queries.product(sku)).resolves.toMatchObject({ onHand: 70, version: 11 });
    expect(await ledgerOf(sku)).toHaveLength(11);
  });

  it('answers the entry of the ledger', async () => {
    const { sku } = (await inventory.put.execute(aProduct(), 'admin-1')).product;
    const movement = await adjust(sku, 5);
    expect(movement).toMatchObject({ sku, kind: 'adjusted', onHandDelta: 5, reason: 'delivery', actor: 'admin-2' });
    expect((await ledgerOf(sku))[0]).toEqual(movement);
  });

  it('that would break a promise leaves stock and ledger alone', async () => {
    const { sku } = (await inventory.put.execute(aProduct({ onHand: 5 }), 'admin-1')).product;
    await reserve(sku, 5);
    const before = await ledgerOf(sku);
    await expect(adjust(sku, -1)).rejects.toMatchObject({ code: 'stock_below_reserved' });
    await expect(inventory.queries.product(sku)).resolves.toMatchObject({ onHand: 5, reserved: 5 });
    expect(await ledgerOf(sku)).toEqual(before);
  });

  it('of a product that is not in the catalogue is refused', async () => {
    await expect(adjust('no-such-sku', 1)).rejects.toMatchObject({ kind: 'not_found', code: 'sku_unknown' });
  });
});

describe('the ledger of a product', () => {
  it('shows each entry once, newest first, whatever fits on a page', async () => {
    const { sku } = (await inventory.put.execute(aProduct({ onHand: 1 }), 'admin-1')).product;
    for (const delta of [2, 3, 4]) {
      await adjust(sku, delta);
    }
    const deltas = (entries: StockMovement[]) => entries.map(({ onHandDelta }) => onHandDelta);
    expect(deltas(await ledgerOf(sku, 1))).toEqual([4, 3, 2, 1]);
    expect(deltas(await ledgerOf(sku, 3))).toEqual([4, 3, 2, 1]);
    expect(deltas(await ledgerOf(sku, 4))).toEqual([4, 3, 2, 1]);
  });

  it('of a product that is not in the catalogue is not there', async () => {
    await expect(inventory.queries.movements({ sku: 'no-such-sku', limit: 1 })).rejects.toMatchObject({ code: 'sku_unknown' });
  });
});

function adjust(sku: string, delta: number): Promise<StockMovement> {
  return inventory.adjust.execute({ sku, delta, reason: 'delivery', actor: 'admin-2' });
}

function reserve(sku: string, quantity: number): Promise<void> {
  const order = { orderId: randomUUID(), lines: [{ sku, quantity }] };
  return inventory.transactions.run((transaction) => inventory.stock.reserve([order], new Date(), transaction));
}

async function ledgerOf(sku: string, limit = 100): Promise<StockMovement[]> {
  const walk = async (filter: MovementFilter): Promise<StockMovement[]> => {
    const { data, nextCursor } = await inventory.queries.movements(filter);
    return nextCursor ? [...data, ...(await walk({ ...filter, cursor: nextCursor }))] : [...data];
  };
  return walk({ sku, limit });
}
