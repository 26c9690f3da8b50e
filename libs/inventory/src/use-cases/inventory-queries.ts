import { Injectable } from '@nestjs/common';
import { Page } from '@app/contracts';
import { skuUnknown } from '../domain/inventory.errors';
import { Product } from '../domain/product';
import { StockMovement } from '../domain/stock-movement';
import { MovementFilter, ProductFilter, ProductRepository } from '../ports/product.repository';

/** Reads of the catalogue and the ledger. */
@Injectable()
export class InventoryQueries {
  constructor(private readonly products: ProductRepository) {}

  /** @throws DomainError `sku_unknown` (not_found). */
  async product(sku: string): Promise<Product> {
    const [product] = await this.products.bySkus([sku]);
    if (!product) {
      throw skuUnknown(sku);
    }
    return product;
  }

  /** The products with these SKUs; unknown SKUs are left out. */
  productsBySku(skus: readonly string[]): Promise<Product[]> {
    return this.products.bySkus(skus);
  }

  list(filter: ProductFilter): Promise<Page<Product>> {
    return this.products.list(filter);
  }

  /** @throws DomainError `sku_unknown` (not_found). */
  async movements(filter: MovementFilter): Promise<Page<StockMovement>> {
    await this.product(filter.sku);
    return this.products.movements(filter);
  }
}
