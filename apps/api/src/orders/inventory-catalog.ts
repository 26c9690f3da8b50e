import { Injectable } from '@nestjs/common';
import { InventoryQueries } from '@app/inventory';
import { CatalogProduct, ProductCatalog } from '@app/orders';

/** Orders take names and prices from the inventory. */
@Injectable()
export class InventoryCatalog extends ProductCatalog {
  constructor(private readonly inventory: InventoryQueries) {
    super();
  }

  override bySkus(skus: readonly string[]): Promise<readonly CatalogProduct[]> {
    return this.inventory.productsBySku(skus);
  }
}
