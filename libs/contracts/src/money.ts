/** An amount in the minor unit of an ISO 4217 currency: 1999 EUR is €19.99. Always a safe integer. */
export interface Money {
  readonly amount: number;
  readonly currency: string;
}

/** Making one takes longer than all else in an e-mail. */
const formats = new Map<string, Intl.NumberFormat>();

/** For people: `€19.99`, `¥500`; the number of decimals is the currency's own. */
export function formatMoney({ amount, currency }: Money): string {
  const format = formats.get(currency) ?? new Intl.NumberFormat('en', { style: 'currency', currency });
  formats.set(currency, format);
  const decimals = format.resolvedOptions().maximumFractionDigits ?? 2;
  // As decimal text: dividing would round amounts beyond what a float holds to the cent.
  return format.format(`${amount}E-${decimals}` as `${number}`);
}
