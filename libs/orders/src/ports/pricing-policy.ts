import { CatalogProduct } from './product-catalog';

export interface PricingRequest {
  readonly userId: string;
  readonly lines: readonly { readonly product: CatalogProduct; readonly quantity: number }[];
}

/**
 * What a customer pays. Called by PlaceOrder once for each order that somebody tries to place, with catalogue prices; answers one
 * unit price for each line, in the same order, as a whole number of minor units, not negative. The price is kept in the order for
 * ever. It must use nothing up: the order may not be taken after all. Bind another as `pricing` of the API, in `shop/extensions.ts`.
 */
export abstract class PricingPolicy {
  abstract unitPrices(request: PricingRequest): Promise<readonly number[]>;
}
