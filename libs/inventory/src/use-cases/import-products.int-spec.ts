import { aProduct } from '../../test/a-product';
import { OpenInventory, openInventory } from '../../test/open-inventory';

let inventory: OpenInventory;

beforeAll(async () => {
  inventory = await openInventory();
});
afterAll(() => inventory.close());

describe('importing products', () => {
  it('creates those that are new, changes those that are not, and says so', async () => {
    const [mug, cup] = [aProduct({ onHand: 10 }), aProduct({ onHand: 0 })];
    await inventory.put.execute(mug, 'admin-1');
    const red = { ...mug, name: 'Red mug', onHand: 7 };
    await expect(inventory.importing.execute([red, cup])).resolves.toEqual(['changed', 'created']);
    await expect(inventory.queries.product(mug.sku)).resolves.toMatchObject({ ...red, reserved: 0, version: 2 });
    await expect(inventory.queries.product(cup.sku)).resolves.toMatchObject({ ...cup, version: 1 });
    expect((await inventory.queries.list({ limit: 10, q: 'red' })).data).toMatchObject([{ sku: mug.sku }]);
    const [entry] = (await inventory.queries.movements({ sku: mug.sku, limit: 1 })).data;
    expect(entry).toMatchObject({ kind: 'counted', onHandDelta: -3, actor: 'system', reason: 'catalogue import' });
  });

  it('that are as described already writes nothing, neither to them nor to their ledger', async () => {
    const some = [aProduct(), aProduct()];
    await inventory.importing.execute(some);
    const before = await everythingOf(some.map(({ sku }) => sku));
    await expect(inventory.importing.execute(some)).resolves.toEqual(['unchanged', 'unchanged']);
    expect(await everythingOf(some.map(({ sku }) => sku))).toEqual(before);
  });

  it('refuses one of which fewer units would remain than are promised, and writes the others', async () => {
    const [mug, cup] = [aProduct({ onHand: 5 }), aProduct()];
    await inventory.put.execute(mug, 'admin-1');
    const lines = [{ sku: mug.sku, quantity: 4 }];
    await inventory.transactions.run((transaction) => inventory.stock.reserve([{ orderId: mug.sku, lines }], new Date(), transaction));
    const outcomes = await inventory.importing.execute([{ ...mug, onHand: 3 }, cup]);
    expect(outcomes).toEqual([expect.objectContaining({ code: 'stock_below_reserved' }), 'created']);
    await expect(inventory.queries.product(mug.sku)).resolves.toMatchObject({ onHand: 5, reserved: 4 });
  });

  it('of the same ones several times at once makes each once, with a ledger that adds up', async () => {
    const some = Array.from({ length: 20 }, () => aProduct());
    const outcomes = await Promise.all(Array.from({ length: 4 }, () => inventory.importing.execute(some)));
    expect(outcomes.flat().filter((outcome) => outcome === 'created')).toHaveLength(20);
    expect(outcomes.flat().filter((outcome) => outcome === 'unchanged')).toHaveLength(60);
    for (const { sku, onHand } of some) {
      const { data } = await inventory.queries.movements({ sku, limit: 10 });
      expect(data.map(({ onHandDelta }) => onHandDelta)).toEqual([onHand]);
    }
  });
});

async function everythingOf(skus: readonly string[]): Promise<unknown[]> {
  return [
    await inventory.products.find({ _id: { $in: skus } }).sort({ _id: 1 }).lean(),
    await inventory.ledger.find({ sku: { $in: skus } }).sort({ _id: 1 }).lean(),
  ];
}
