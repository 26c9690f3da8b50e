/** What an order needs to know of a product. */
export interface CatalogProduct {
  readonly sku: string;
  readonly name: string;
  /** Minor units of `currency`. */
  readonly unitPrice: number;
  readonly currency: string;
}

/** Where prices and names come from. Called when an order is placed; an app binds it to its catalogue. */
export abstract class ProductCatalog {
  /** The products with these SKUs, in any order; unknown SKUs are left out. */
  abstract bySkus(skus: readonly string[]): Promise<readonly CatalogProduct[]>;
}
