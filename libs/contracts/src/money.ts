/** An amount in the minor unit of an ISO 4217 currency: 1999 EUR is €19.99. Always a safe integer. */
export interface Money {
  readonly amount: number;
  readonly currency: string;
}

/** For people: `€19.99`, `¥500`; the number of decimals is the currency's own. */
export function formatMoney({ amount, currency }: Money): string {
  const format = new Intl.NumberFormat('en', { style: 'currency', currency });
  const decimals = format.resolvedOptions().maximumFractionDigits ?? 2;
  // As decimal text: dividing would round amounts beyond what a float holds to the cent.
  return format.format(`${amount}E-${decimals}` as `${number}`);
}
