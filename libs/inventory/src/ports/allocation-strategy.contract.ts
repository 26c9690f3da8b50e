import fc from 'fast-check';
import { AllocationDecision, AllocationRequest, Shortage, StockLevel } from '../domain/allocation';
import { AllocationStrategy } from './allocation-strategy';

const skus = ['A', 'B', 'C', 'D'];
const line = fc.record({ sku: fc.constantFrom(...skus), quantity: fc.integer({ min: 1, max: 10 }) });
const lines = fc.uniqueArray(line, { selector: ({ sku }) => sku, minLength: 1, maxLength: 4 });
const someOrders = fc
  .array(lines, { maxLength: 12 })
  .map((all) => all.map((of, index): AllocationRequest => ({ orderId: `order-${index}`, lines: of })));
const level = fc.record({ sku: fc.constantFrom(...skus.slice(0, 3)), available: fc.nat(30) });
const someLevels = fc.uniqueArray(level, { selector: ({ sku }) => sku });

/** What every allocation strategy keeps to, whomever it prefers. */
export function describeAllocationStrategy(name: string, strategy: AllocationStrategy): void {
  describe(`${name} as an allocation strategy`, () => {
    it('makes one decision on each order', () => {
      decidingAnything((decisions, orders) => {
        expect(decisions.map(({ orderId }) => orderId).sort()).toEqual(orders.map(({ orderId }) => orderId).sort());
      });
    });

    it('never grants more than is available', () => {
      decidingAnything((decisions, orders, levels) => {
        for (const sku of skus) {
          const available = levels.find((one) => one.sku === sku)?.available ?? 0;
          expect(grantedUnits(sku, decisions, orders)).toBeLessThanOrEqual(available);
        }
      });
    });

    it('names as short only lines that the order asked for, of which it says less is available than was asked', () => {
      decidingAnything((decisions, orders, levels) => {
        for (const { orderId, shortages } of decisions) {
          const asked = orders.find((order) => order.orderId === orderId)?.lines ?? [];
          expect(shortages.filter((shortage) => !canBe(shortage, asked, levels))).toEqual([]);
        }
      });
    });

    it('names what has no level as unknown, and nothing else', () => {
      decidingAnything((decisions, _orders, levels) => {
        const known = levels.map(({ sku }) => sku);
        for (const { sku, reason } of decisions.flatMap(({ shortages }) => shortages)) {
          expect([sku, reason]).toEqual([sku, known.includes(sku) ? 'insufficient_stock' : 'unknown_sku']);
        }
      });
    });

    it('turns nobody away while there is plenty', () => {
      const plenty = skus.map((sku) => ({ sku, available: 1_000_000_000 }));
      fc.assert(
        fc.property(someOrders, (orders) => {
          expect(strategy.allocate(orders, plenty).filter(({ shortages }) => shortages.length > 0)).toEqual([]);
        }),
      );
    });

    it('leaves orders and levels as they are', () => {
      fc.assert(
        fc.property(someOrders, someLevels, (orders, levels) => {
          const before = structuredClone({ orders, levels });
          strategy.allocate(orders, levels);
          expect({ orders, levels }).toEqual(before);
        }),
      );
    });

    it('decides the same again: it keeps no state between calls', () => {
      fc.assert(
        fc.property(someOrders, someLevels, (orders, levels) => {
          expect(strategy.allocate(orders, levels)).toEqual(strategy.allocate(orders, levels));
        }),
      );
    });
  });

  type Check = (decisions: AllocationDecision[], orders: AllocationRequest[], levels: StockLevel[]) => void;

  function decidingAnything(check: Check): void {
    fc.assert(
      fc.property(someOrders, someLevels, (orders, levels) => {
        const given = structuredClone({ orders, levels });
        check(strategy.allocate(given.orders, given.levels), orders, levels);
      }),
    );
  }
}

function canBe({ sku, requested, available }: Shortage, asked: AllocationRequest['lines'], levels: StockLevel[]): boolean {
  const level = levels.find((one) => one.sku === sku)?.available ?? 0;
  const isAsked = asked.some((line) => line.sku === sku && line.quantity === requested);
  return isAsked && 0 <= available && available <= level && available < requested;
}

/** An order without shortages gets everything it asks for; any other gets nothing. */
function grantedUnits(sku: string, decisions: AllocationDecision[], orders: AllocationRequest[]): number {
  const granted = new Set(decisions.filter(({ shortages }) => shortages.length === 0).map(({ orderId }) => orderId));
  return orders
    .filter(({ orderId }) => granted.has(orderId))
    .flatMap((order) => order.lines.filter((asked) => asked.sku === sku))
    .reduce((sum, { quantity }) => sum + quantity, 0);
}
