import { Injectable } from '@nestjs/common';
import { Transactions } from '@app/platform';
import { v7 as newId } from 'uuid';
import { correctReserved, ReservedCorrection } from '../domain/product';
import { ProductRepository } from '../ports/product.repository';

/** Sets right how much of a product is reserved, where that differs from what confirmed orders hold; the ledger says why. */
@Injectable()
export class CorrectReserved {
  constructor(
    private readonly products: ProductRepository,
    private readonly transactions: Transactions,
  ) {}

  /**
   * False, and nothing is written, when the product is not as it was seen: an order has moved units since.
   *
   * @throws DomainError `stock_below_reserved` (conflict) when orders hold more than there is.
   */
  execute(correction: ReservedCorrection): Promise<boolean> {
    const context = { movementId: newId(), actor: 'system', at: new Date() };
    return this.transactions.run(async (transaction) => {
      const [found] = await this.products.bySkus([correction.sku], transaction);
      const change = correctReserved(found, correction, context);
      if (change) {
        await this.products.save(change, transaction);
      }
      return change !== undefined;
    });
  }
}
