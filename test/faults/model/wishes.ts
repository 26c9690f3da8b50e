import fc from 'fast-check';
import { Line } from '../../support/shopper';
import { ShopModel } from './shop-model';

/** Lines of an order before it is known what the products are called. */
export type Wishes = readonly { readonly product: number; readonly quantity: number }[];

export const products = 3;

/** One or two lines, sometimes of the same product, sometimes more than there is. */
export const someWishes: fc.Arbitrary<Wishes> = fc.array(
  fc.record({ product: fc.nat(products - 1), quantity: fc.integer({ min: 1, max: 4 }) }),
  { minLength: 1, maxLength: 2, size: 'max' },
);

export function linesOf(wishes: Wishes, { skus }: ShopModel): Line[] {
  return wishes.map(({ product, quantity }) => ({ sku: skus[product % skus.length] ?? '', quantity }));
}

export function inWords(wishes: Wishes): string {
  return wishes.map(({ product, quantity }) => `${quantity} × P${product}`).join(' + ');
}
