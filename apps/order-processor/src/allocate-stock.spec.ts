import { AllocationDecision, AllocationRequest, AllocationStrategy, Shortage, StockRepository } from '@app/inventory';
import { Transaction } from '@app/platform';
import { aPlacedOrder } from '../test/a-placed-order';
import { AllocateStock } from './allocate-stock';

const order = aPlacedOrder({ MUG: 3 });
const shortage: Shortage = { sku: 'MUG', reason: 'insufficient_stock', requested: 3, available: 1 };
let reserved: readonly AllocationRequest[];

beforeEach(() => (reserved = []));

describe('an allocation strategy', () => {
  it('gets what it grants reserved, and nothing else', async () => {
    const greedy = aPlacedOrder({ MUG: 9 });
    const decisions = await allocating([order, greedy], (orders) =>
      orders.map(({ orderId }) => ({ orderId, shortages: orderId === order.id ? [] : [{ ...shortage, requested: 9 }] })),
    );
    expect(reserved).toEqual([{ orderId: order.id, lines: [{ sku: 'MUG', quantity: 3 }] }]);
    expect([...decisions.keys()]).toEqual([order.id, greedy.id]);
  });

  it('does not change what is reserved by changing what it was asked', async () => {
    await allocating([order], (orders) => {
      orders.forEach(({ lines }) => lines.forEach((line) => Object.assign(line, { quantity: 1 })));
      return orders.map(({ orderId }) => ({ orderId, shortages: [] }));
    });
    expect(reserved).toEqual([{ orderId: order.id, lines: [{ sku: 'MUG', quantity: 3 }] }]);
  });

  it('that leaves an order out decides nothing', async () => {
    await expect(allocating([order], () => [])).rejects.toThrow(`no decision on order ${order.id}`);
    expect(reserved).toEqual([]);
  });

  it.each<[string, Shortage]>([
    ['of a product that was not asked for', { ...shortage, sku: 'TEA' }],
    ['of another quantity than was asked for', { ...shortage, requested: 2 }],
    ['with less than nothing available', { ...shortage, available: -1 }],
    ['with half a unit available', { ...shortage, available: 0.5 }],
    ['though no less is available than was asked for', { ...shortage, available: 3 }],
  ])('that names a shortage %s decides nothing', async (_what, wrong) => {
    await expect(allocating([order], () => [{ orderId: order.id, shortages: [wrong] }])).rejects.toThrow('cannot have');
    expect(reserved).toEqual([]);
  });
});

function allocating(orders: readonly (typeof order)[], allocate: (orders: readonly AllocationRequest[]) => AllocationDecision[]) {
  const stock = {
    levels: async () => [{ sku: 'MUG', available: 5 }],
    reserve: async (granted: readonly AllocationRequest[]) => void (reserved = granted),
  };
  const strategy: AllocationStrategy = { allocate };
  return new AllocateStock(stock as unknown as StockRepository, strategy).execute(orders, new Date(), {} as Transaction);
}
