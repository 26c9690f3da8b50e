import { FixedCatalog, InMemoryOrders, RememberedChanges } from '../../test/in-memory-orders';
import { ListPrice } from '../defaults/list-price';
import { PricingPolicy, PricingRequest } from '../ports/pricing-policy';
import { describePricingPolicy } from '../ports/pricing-policy.contract';
import { PlaceOrder, PlaceOrderInput } from './place-order';

const mug = { sku: 'MUG', name: 'Blue mug', unitPrice: 950, currency: 'EUR' };
const tea = { sku: 'TEA', name: 'Green tea', unitPrice: 499, currency: 'EUR' };
const pen = { sku: 'PEN', name: 'Pen', unitPrice: 200, currency: 'USD' };

let orders: InMemoryOrders;
let changes: RememberedChanges;
let placeOrder: PlaceOrder;

beforeEach(() => {
  orders = new InMemoryOrders();
  changes = new RememberedChanges();
  placeOrder = placingAt(new ListPrice());
});

describe('placing an order', () => {
  it('stores it with names and prices of the catalogue, waiting for a decision', async () => {
    const { order, isNew } = await placeOrder.execute(asking({ MUG: 2, TEA: 1 }));
    expect(isNew).toBe(true);
    expect(order).toMatchObject({
      userId: 'ada',
      status: 'PENDING',
      items: [
        { sku: 'MUG', name: 'Blue mug', quantity: 2, unitPrice: 950, lineTotal: 1900 },
        { sku: 'TEA', name: 'Green tea', quantity: 1, unitPrice: 499, lineTotal: 499 },
      ],
      currency: 'EUR',
      total: 2399,
      note: 'Ring twice.',
      timeline: [{ actor: 'customer', requestId: 'request-1' }],
    });
    expect(orders.stored).toEqual([order]);
  });

  it('announces it once it is stored', async () => {
    const { order } = await placeOrder.execute(asking({ MUG: 1 }));
    expect(changes.orders).toEqual([order]);
  });

  it('sums the lines of one SKU', async () => {
    const items = [{ sku: 'MUG', quantity: 1 }, { sku: 'TEA', quantity: 1 }, { sku: 'MUG', quantity: 2 }];
    const { order } = await placeOrder.execute({ ...asking({}), items });
    expect(order.items.map(({ sku, quantity }) => [sku, quantity])).toEqual([['MUG', 3], ['TEA', 1]]);
  });

  it('asks the price that the pricing policy names for the customer', async () => {
    const { order } = await placingAt(new HalfPriceForAda()).execute(asking({ MUG: 2 }));
    expect(order).toMatchObject({ items: [{ unitPrice: 475, lineTotal: 950 }], total: 950 });
  });

  it('refuses SKUs that a catalogue does not know, though it answers with more than was asked for', async () => {
    const generous = new FixedCatalog([tea, mug, pen]);
    jest.spyOn(generous, 'bySkus').mockResolvedValue([tea, mug, pen]);
    const placing = new PlaceOrder(orders, generous, new ListPrice(), changes);
    await expect(placing.execute(asking({ CUP: 1, MUG: 1 }))).rejects.toMatchObject({ details: [{ path: 'items.0.sku' }] });
  });

  it('refuses SKUs that are not in the catalogue, naming each line, and stores nothing', async () => {
    await expect(placeOrder.execute(asking({ CUP: 1, MUG: 1, BOWL: 1 }))).rejects.toMatchObject({
      kind: 'unprocessable',
      code: 'sku_unknown',
      details: [{ path: 'items.0.sku' }, { path: 'items.2.sku' }],
    });
    expect(orders.stored).toEqual([]);
    expect(changes.orders).toEqual([]);
  });

  it('refuses lines in several currencies', async () => {
    await expect(placeOrder.execute(asking({ MUG: 1, PEN: 1 }))).rejects.toMatchObject({ code: 'currencies_mixed' });
    expect(orders.stored).toEqual([]);
  });
});

describe('placing an order again', () => {
  it('without a key makes another order', async () => {
    const first = await placeOrder.execute(asking({ MUG: 1 }));
    const second = await placeOrder.execute(asking({ MUG: 1 }));
    expect(second.isNew).toBe(true);
    expect(second.order.id).not.toBe(first.order.id);
  });

  it('under the same key gives the same order, and announces it only once', async () => {
    const first = await placeOrder.execute({ ...asking({ MUG: 1 }), idempotencyKey: 'key-1' });
    const second = await placeOrder.execute({ ...asking({ MUG: 1 }), idempotencyKey: 'key-1', requestId: 'request-2' });
    expect(second).toEqual({ order: first.order, isNew: false });
    expect(changes.orders).toEqual([first.order]);
  });

  it('under the same key gives the same order, though its product has left the catalogue', async () => {
    const { order } = await placeOrder.execute({ ...asking({ MUG: 1 }), idempotencyKey: 'key-1' });
    const withoutMugs = new PlaceOrder(orders, new FixedCatalog([tea, pen]), new ListPrice(), changes);
    const again = await withoutMugs.execute({ ...asking({ MUG: 1 }), idempotencyKey: 'key-1' });
    expect(again).toEqual({ order, isNew: false });
    await expect(withoutMugs.execute({ ...asking({ MUG: 2 }), idempotencyKey: 'key-1' })).rejects.toMatchObject({
      code: 'idempotency_key_reused',
    });
  });

  it('under the same key knows the same request in another spelling', async () => {
    const items = [{ sku: 'TEA', quantity: 1 }, { sku: 'MUG', quantity: 1 }, { sku: 'MUG', quantity: 1 }];
    const first = await placeOrder.execute({ ...asking({ MUG: 2, TEA: 1 }), idempotencyKey: 'key-1' });
    const second = await placeOrder.execute({ ...asking({}), items, idempotencyKey: 'key-1' });
    expect(second.order).toEqual(first.order);
  });

  it.each<[string, Partial<PlaceOrderInput>]>([
    ['quantity', { items: [{ sku: 'MUG', quantity: 2 }] }],
    ['note', { note: null }],
  ])('under the same key with another %s is refused', async (_what, changed) => {
    const input = { ...asking({ MUG: 1 }), idempotencyKey: 'key-1' };
    await placeOrder.execute(input);
    await expect(placeOrder.execute({ ...input, ...changed })).rejects.toMatchObject({
      kind: 'unprocessable',
      code: 'idempotency_key_reused',
    });
  });
});

describe('a pricing policy with a bug', () => {
  it.each<[string, number[]]>([
    ['a price too few', [100]],
    ['a price too many', [100, 100, 100]],
    ['half a cent', [100, 0.5]],
    ['less than nothing', [100, -1]],
    ['no number', [100, NaN]],
    ['more than can be counted', [100, 2 ** 53]],
  ])('that names %s costs an answer, and no order is taken', async (_what, prices) => {
    await expect(placingAt(new FixedPrices(prices)).execute(asking({ MUG: 1, TEA: 1 }))).rejects.toThrow('has to name 2 prices');
    expect(orders.stored).toEqual([]);
  });

  it('that changes its lines changes neither the order nor the catalogue', async () => {
    const { order } = await placingAt(new RenamingPrices()).execute(asking({ MUG: 1 }));
    expect(order.items).toMatchObject([{ name: mug.name, quantity: 1, unitPrice: 1 }]);
    expect(mug.name).not.toBe('renamed');
  });
});

describePricingPolicy('ListPrice', () => new ListPrice());

class FixedPrices extends PricingPolicy {
  constructor(private readonly prices: readonly number[]) {
    super();
  }

  override async unitPrices(): Promise<readonly number[]> {
    return this.prices;
  }
}

class RenamingPrices extends PricingPolicy {
  override async unitPrices({ lines }: PricingRequest): Promise<number[]> {
    lines.forEach((line) => Object.assign(line, { quantity: 99 }) && Object.assign(line.product, { name: 'renamed' }));
    return lines.map(() => 1);
  }
}

class HalfPriceForAda extends PricingPolicy {
  override async unitPrices({ userId, lines }: PricingRequest): Promise<number[]> {
    return lines.map(({ product }) => (userId === 'ada' ? product.unitPrice / 2 : product.unitPrice));
  }
}

function placingAt(pricing: PricingPolicy): PlaceOrder {
  return new PlaceOrder(orders, new FixedCatalog([tea, mug, pen]), pricing, changes);
}

function asking(units: Record<string, number>): PlaceOrderInput {
  const items = Object.entries(units).map(([sku, quantity]) => ({ sku, quantity }));
  return { userId: 'ada', items, note: 'Ring twice.', requestId: 'request-1' };
}
