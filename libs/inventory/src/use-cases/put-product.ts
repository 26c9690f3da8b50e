import { Injectable } from '@nestjs/common';
import { Transactions } from '@app/platform';
import { v7 as newId } from 'uuid';
import { introduceProduct, Product, ProductDescription, reviseProduct } from '../domain/product';
import { ProductCondition, productToChange } from '../domain/product-to-change';
import { ProductRepository } from '../ports/product.repository';

/** Puts a product into the catalogue or describes it anew. */
@Injectable()
export class PutProduct {
  constructor(
    private readonly products: ProductRepository,
    private readonly transactions: Transactions,
  ) {}

  /**
   * Of two at the same moment that demand the same version, one comes first and the other sees it.
   *
   * @throws DomainError `version_mismatch` (precondition_failed) when the product is not as demanded; `stock_below_reserved`
   *   (conflict) when fewer units would remain than are promised.
   */
  execute(
    description: ProductDescription,
    actor: string,
    conditions: readonly ProductCondition[] = [],
  ): Promise<{ product: Product; isNew: boolean }> {
    const context = { movementId: newId(), actor, at: new Date() };
    return this.transactions.run(async (transaction) => {
      const [found] = await this.products.bySkus([description.sku], transaction);
      const current = productToChange(found, conditions);
      const change = current ? reviseProduct(current, description, context) : introduceProduct(description, context);
      await this.products.save(change, transaction);
      return { product: change.product, isNew: !current };
    });
  }
}
