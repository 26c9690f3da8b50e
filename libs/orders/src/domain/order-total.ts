import { OrderLine } from './order';
import { currenciesMixed, totalTooLarge } from './order.errors';

export interface PricedLine {
  readonly sku: string;
  readonly name: string;
  readonly currency: string;
  readonly quantity: number;
  readonly unitPrice: number;
}

/**
 * The lines with their totals, and the sum, exact to the minor unit.
 *
 * @throws DomainError `currencies_mixed` or `total_too_large` (unprocessable).
 */
export function totalUp(lines: readonly PricedLine[]): { items: OrderLine[]; currency: string; total: number } {
  const [currency = '', ...others] = new Set(lines.map((line) => line.currency));
  if (others.length > 0) {
    throw currenciesMixed([currency, ...others]);
  }
  const items = lines.map(({ sku, name, quantity, unitPrice }) => ({
    sku,
    name,
    quantity,
    unitPrice,
    lineTotal: quantity * unitPrice,
  }));
  const total = items.reduce((sum, { lineTotal }) => sum + lineTotal, 0);
  if (![total, ...items.map(({ lineTotal }) => lineTotal)].every(Number.isSafeInteger)) {
    throw totalTooLarge();
  }
  return { items, currency, total };
}
