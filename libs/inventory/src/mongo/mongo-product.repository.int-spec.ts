import fc from 'fast-check';
import { aProduct } from '../../test/a-product';
import { OpenInventory, openInventory } from '../../test/open-inventory';
import { Product } from '../domain/product';
import { ProductFilter } from '../ports/product.repository';
import { MongoProductRepository } from './mongo-product.repository';

let inventory: OpenInventory;

beforeAll(async () => {
  inventory = await openInventory();
});
beforeEach(async () => {
  await inventory.products.deleteMany();
});
afterAll(() => inventory.close());

describe('saving a product', () => {
  it('that changed after it was read is refused, and leaves the product alone', async () => {
    const read = await put(aProduct({ onHand: 5 }));
    const change = { product: { ...read, onHand: 9, version: read.version + 1 }, movement: null };
    await inventory.adjust.execute({ sku: read.sku, delta: -2, reason: 'broken', actor: 'admin-1' });
    const repository = new MongoProductRepository(inventory.products, inventory.ledger);
    const saved = inventory.transactions.run((transaction) => repository.save(change, transaction));
    await expect(saved).rejects.toMatchObject({ kind: 'conflict', code: 'stock_not_available' });
    await expect(inventory.queries.product(read.sku)).resolves.toMatchObject({ onHand: 3 });
  });
});

describe('listing products', () => {
  it('visits each product exactly once, by SKU, whatever fits on a page', async () => {
    await Promise.all(Array.from({ length: 11 }, () => put(aProduct())));
    const expected = (await inventory.products.find().lean()).map(({ _id }) => _id).sort();
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 13 }), async (limit) => {
        expect(await walk({ limit })).toEqual(expected);
      }),
      { numRuns: 13 },
    );
  });

  it('shows a product as it was put there', async () => {
    const product = await put(aProduct());
    const { data } = await inventory.queries.list({ limit: 10 });
    expect(data).toEqual([product]);
  });

  it.each([
    ['blu', ['MUG-BLUE']],
    ['MUG', ['MUG-BLUE', 'MUG-RED']],
    ['mug red', ['MUG-RED']],
    ['red mu', ['MUG-RED']],
    ['ug', []],
    ['teebecher', ['CUP-1']],
    ['TEEBECHER groß', ['CUP-1']],
    ['cup-1', ['CUP-1']],
    ['.*', ['CUP-1', 'MUG-BLUE', 'MUG-RED']],
    ['m.g', []],
    ['blue red', []],
  ])('finds by the beginnings of words: "%s" → %j', async (q, skus) => {
    await put(aProduct({ sku: 'MUG-BLUE', name: 'Blue mug' }));
    await put(aProduct({ sku: 'MUG-RED', name: 'Red mug, large' }));
    await put(aProduct({ sku: 'CUP-1', name: 'Großer Teebecher' }));
    expect(await walk({ limit: 2, q })).toEqual(skus);
  });

  it('finds a product by its new name, and no longer by the old one', async () => {
    const blue = aProduct({ sku: 'CUP-2', name: 'Blue cup' });
    await put(blue);
    await put({ ...blue, name: 'Green cup' });
    expect(await walk({ limit: 10, q: 'green' })).toEqual(['CUP-2']);
    expect(await walk({ limit: 10, q: 'blue' })).toEqual([]);
  });

  it('searches through an index', async () => {
    const plan = await inventory.products
      .find({ $and: [{ words: { $regex: '^blu' } }] })
      .sort({ _id: 1 })
      .limit(21)
      .explain('queryPlanner');
    expect(JSON.stringify(plan)).toContain('words_1__id_1');
  });

  it('refuses a cursor that it did not give out', async () => {
    await expect(inventory.queries.list({ limit: 1, cursor: '{}' })).rejects.toMatchObject({ code: 'invalid_cursor' });
  });
});

async function put(description: ReturnType<typeof aProduct>): Promise<Product> {
  return (await inventory.put.execute(description, 'admin-1')).product;
}

async function walk(filter: ProductFilter): Promise<string[]> {
  const { data, nextCursor } = await inventory.queries.list(filter);
  const skus = data.map(({ sku }) => sku);
  return nextCursor ? [...skus, ...(await walk({ ...filter, cursor: nextCursor }))] : skus;
}
