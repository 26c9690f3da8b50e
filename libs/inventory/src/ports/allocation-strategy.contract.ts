import fc from 'fast-check';
import { AllocationDecision, AllocationRequest, StockLevel } from '../domain/allocation';
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

    it('names only lines that the order asked for', () => {
      decidingAnything((decisions, orders) => {
        for (const { orderId, shortages } of decisions) {
          const asked = orders.find((order) => order.orderId === orderId)?.lines ?? [];
          const named = shortages.map(({ sku, requested }) => ({ sku, quantity: requested }));
          expect(asked).toEqual(expect.arrayContaining(named));
        }
      });
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
      fc.property(someOrders, someLevels, (orders, levels) => check(strategy.allocate(orders, levels), orders, levels)),
    );
  }
}

/** An order without shortages gets everything it asks for; any other gets nothing. */
function grantedUnits(sku: string, decisions: AllocationDecision[], orders: AllocationRequest[]): number {
  const granted = new Set(decisions.filter(({ shortages }) => shortages.length === 0).map(({ orderId }) => orderId));
  return orders
    .filter(({ orderId }) => granted.has(orderId))
    .flatMap((order) => order.lines.filter((asked) => asked.sku === sku))
    .reduce((sum, { quantity }) => sum + quantity, 0);
}
