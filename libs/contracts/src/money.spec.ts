import fc from 'fast-check';
import { formatMoney } from './money';

describe('money for people', () => {
  it.each([
    [1999, 'EUR', '€19.99'],
    [5, 'EUR', '€0.05'],
    [0, 'EUR', '€0.00'],
    [-250, 'EUR', '-€2.50'],
    [123456789, 'USD', '$1,234,567.89'],
    [500, 'JPY', '¥500'],
    [1500, 'KWD', 'KWD\u00a01.500'],
  ])('writes %d %s as %s', (amount, currency, text) => {
    expect(formatMoney({ amount, currency })).toBe(text);
  });

  it.each(['EUR', 'JPY', 'KWD'])('shows every minor unit of any amount of %s', (currency) => {
    fc.assert(
      fc.property(fc.nat(Number.MAX_SAFE_INTEGER), (amount) => {
        expect(Number(formatMoney({ amount, currency }).replace(/\D/g, ''))).toBe(amount);
      }),
      { examples: [[Number.MAX_SAFE_INTEGER], [Number.MAX_SAFE_INTEGER - 1]] },
    );
  });
});
