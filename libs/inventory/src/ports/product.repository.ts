import { Page } from '@app/contracts';
import { Transaction } from '@app/platform';
import { Product, ProductChange } from '../domain/product';
import { StockMovement } from '../domain/stock-movement';

export interface ProductFilter {
  readonly limit: number;
  /** Position of the row to begin after. */
  readonly cursor?: string;
  /** Words; a product matches when each begins a word of its name or a part of its SKU. */
  readonly q?: string;
}

export interface MovementFilter {
  readonly sku: string;
  readonly limit: number;
  /** Position of the row to begin after. */
  readonly cursor?: string;
}

/** The catalogue and its ledger. Used by the inventory use cases; bound by `InventoryModule`. */
export abstract class ProductRepository {
  /** The products with these SKUs; unknown SKUs are left out. */
  abstract bySkus(skus: readonly string[], transaction?: Transaction): Promise<Product[]>;

  /** The product, if there is one; until the transaction ends, nobody else moves its units. */
  abstract hold(sku: string, transaction: Transaction): Promise<Product | undefined>;

  /** By SKU, ascending. */
  abstract list(filter: ProductFilter): Promise<Page<Product>>;

  /** Writes the product and its ledger entry together, if the product is still at the version before. */
  abstract save(change: ProductChange, transaction: Transaction): Promise<void>;

  /** The same for many products, each SKU once, in one write: all of them or none. */
  abstract saveAll(changes: readonly ProductChange[], transaction: Transaction): Promise<void>;

  /** The ledger of a SKU, newest first. */
  abstract movements(filter: MovementFilter): Promise<Page<StockMovement>>;
}
