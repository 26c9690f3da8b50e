import { randomUUID } from 'node:crypto';
import { aProduct } from '../../test/a-product';
import { OpenInventory, openInventory } from '../../test/open-inventory';
import { Product, ProductDescription } from '../domain/product';
import { ProductCondition } from '../domain/product-to-change';

const mismatch = { kind: 'precondition_failed', code: 'version_mismatch' };
const rounds = Array.from({ length: 8 }, (_, round) => round);

let inventory: OpenInventory;

beforeAll(async () => {
  inventory = await openInventory();
});
afterAll(() => inventory.close());

describe('putting a product', () => {
  it('at the version that is demanded makes the next one', async () => {
    const mug = aProduct();
    const { version } = await put(mug);
    expect(await put({ ...mug, name: 'Red mug' }, [version])).toMatchObject({ name: 'Red mug', version: version + 1 });
  });

  it.each<[string, (mug: Product) => Promise<unknown>]>([
    ['described anew', (mug) => put({ ...descriptionOf(mug), unitPrice: 1 })],
    ['described as before', (mug) => put(descriptionOf(mug))],
    ['adjusted', ({ sku }) => adjust(sku, 1)],
    ['reserved', ({ sku }) => reserve(sku)],
  ])('that was %s since is refused, and nothing is written', async (_how, change) => {
    const mug = await put(aProduct());
    await change(mug);
    const before = await everythingOf(mug.sku);
    await expect(put({ ...descriptionOf(mug), name: 'Red mug', onHand: 99 }, [mug.version])).rejects.toMatchObject(mismatch);
    await expect(adjust(mug.sku, 5, mug.version)).rejects.toMatchObject(mismatch);
    expect(await everythingOf(mug.sku)).toEqual(before);
  });

  it('that must be there, and is not, adds none', async () => {
    for (const conditions of [['present'], [1], [0]] as const) {
      const mug = aProduct();
      await expect(put(mug, conditions)).rejects.toMatchObject(mismatch);
      expect(await everythingOf(mug.sku)).toEqual({ product: null, ledger: [] });
    }
  });

  it('that must not be there, and is, changes nothing', async () => {
    const mug = aProduct();
    await put(mug, ['absent']);
    const before = await everythingOf(mug.sku);
    await expect(put({ ...mug, name: 'Red mug', onHand: 99 }, ['absent'])).rejects.toMatchObject(mismatch);
    expect(await everythingOf(mug.sku)).toEqual(before);
  });
});

describe('of changes at the same moment that demand the same version', () => {
  it('exactly one description is taken', async () => {
    for (const round of rounds) {
      const mug = aProduct();
      const { version } = await put(mug);
      const puts = ['Red', 'Green'].map((name) => put({ ...mug, name, onHand: 20 + round }, [version]));
      const taken = theOneTaken(await Promise.allSettled(puts));
      expect(await everythingOf(mug.sku)).toMatchObject({ product: { name: taken.name, version: version + 1 }, ledger: [{}, {}] });
    }
  });

  it('exactly one adjustment is made', async () => {
    for (const delta of rounds.map((round) => round + 1)) {
      const { sku, version, onHand } = await put(aProduct());
      theOneTaken(await Promise.allSettled([adjust(sku, delta, version), adjust(sku, delta, version)]));
      expect(await everythingOf(sku)).toMatchObject({ product: { onHand: onHand + delta, version: version + 1 }, ledger: [{}, {}] });
    }
  });

  it('exactly one makes what must be new', async () => {
    for (const round of rounds) {
      const mug = aProduct({ onHand: round + 1 });
      const puts = ['Red', 'Green'].map((name) => put({ ...mug, name }, ['absent']));
      const taken = theOneTaken(await Promise.allSettled(puts));
      expect(await everythingOf(mug.sku)).toMatchObject({ product: { name: taken.name, version: 1 }, ledger: [{}] });
    }
  });
});

async function put(description: ProductDescription, conditions?: readonly ProductCondition[]): Promise<Product> {
  return (await inventory.put.execute(description, 'admin-1', conditions)).product;
}

function adjust(sku: string, delta: number, expectedVersion?: number): Promise<unknown> {
  return inventory.adjust.execute({ sku, delta, reason: 'delivery', actor: 'admin-2', expectedVersion });
}

function reserve(sku: string): Promise<void> {
  const order = { orderId: randomUUID(), lines: [{ sku, quantity: 1 }] };
  return inventory.transactions.run((transaction) => inventory.stock.reserve([order], new Date(), transaction));
}

function descriptionOf({ sku, name, unitPrice, currency, onHand }: Product): ProductDescription {
  return { sku, name, unitPrice, currency, onHand };
}

async function everythingOf(sku: string) {
  return { product: await inventory.products.findById(sku).lean(), ledger: await inventory.ledger.find({ sku }).sort({ _id: 1 }).lean() };
}

/** What the one answered that was taken; the other was told why it was not. */
function theOneTaken<T>(outcomes: readonly PromiseSettledResult<T>[]): T {
  const refusals = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as unknown] : []));
  const [taken, ...others] = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome] : []));
  if (!taken || others.length > 0) {
    throw new Error(`${others.length + (taken ? 1 : 0)} were taken, not one.`);
  }
  expect(refusals).toEqual([expect.objectContaining(mismatch)]);
  return taken.value;
}
