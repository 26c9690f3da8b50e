import { CatalogProduct } from './product-catalog';

export interface PricingRequest {
  readonly userId: string;
  readonly lines: readonly { readonly product: CatalogProduct; readonly quantity: number }[];
}

/**
 * What a customer pays. Called once for each new order, with catalogue prices; answers one unit price for each line,
 * in the same order, as a whole number of minor units, not negative. The price is kept in the order for ever.
 * Bind another with `ApiModule.register({ pricing })`.
 */
export abstract class PricingPolicy {
  abstract unitPrices(request: PricingRequest): Promise<readonly number[]>;
}
