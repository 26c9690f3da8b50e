import fc from 'fast-check';
import { PricedLine, totalUp } from './order-total';

const quantity = fc.integer({ min: 1, max: 10_000 });
const unitPrice = fc.oneof(fc.nat(100_000), fc.maxSafeNat());
const pricedLine = fc.record({ quantity, unitPrice }).map((line) => aLine(line));

describe('the total of an order', () => {
  it('is the sum of the line totals, in the currency of the lines', () => {
    expect(totalUp([aLine({ quantity: 2, unitPrice: 950 }), aLine({ quantity: 3, unitPrice: 499 })])).toEqual({
      items: [
        { sku: 'A', name: 'Apple', quantity: 2, unitPrice: 950, lineTotal: 1900 },
        { sku: 'A', name: 'Apple', quantity: 3, unitPrice: 499, lineTotal: 1497 },
      ],
      currency: 'EUR',
      total: 3397,
    });
  });

  it('is exact to the minor unit, or refused', () => {
    fc.assert(
      fc.property(fc.array(pricedLine, { minLength: 1, maxLength: 100 }), (lines) => {
        const exact = lines.reduce((sum, line) => sum + BigInt(line.quantity) * BigInt(line.unitPrice), 0n);
        if (exact > BigInt(Number.MAX_SAFE_INTEGER)) {
          expect(() => totalUp(lines)).toThrow(expect.objectContaining({ code: 'total_too_large' }));
        } else {
          expect(BigInt(totalUp(lines).total)).toBe(exact);
        }
      }),
    );
  });

  it('may be as large as can be counted, and no larger', () => {
    expect(totalUp([aLine({ unitPrice: Number.MAX_SAFE_INTEGER })]).total).toBe(Number.MAX_SAFE_INTEGER);
    expect(() => totalUp([aLine({ unitPrice: Number.MAX_SAFE_INTEGER }), aLine({ unitPrice: 1 })])).toThrow(
      expect.objectContaining({ kind: 'unprocessable', code: 'total_too_large' }),
    );
  });

  it('is refused for lines in several currencies, naming them', () => {
    expect(() => totalUp([aLine({}), aLine({ currency: 'USD' })])).toThrow(
      expect.objectContaining({ code: 'currencies_mixed', message: expect.stringContaining('EUR and USD') }),
    );
  });

  it.each([0.5, NaN, Infinity])('is refused when a pricing policy asks for %d', (price) => {
    expect(() => totalUp([aLine({ unitPrice: price })])).toThrow(expect.objectContaining({ code: 'total_too_large' }));
  });
});

function aLine(changes: Partial<PricedLine>): PricedLine {
  return { sku: 'A', name: 'Apple', currency: 'EUR', quantity: 1, unitPrice: 100, ...changes };
}
