import { Injectable } from '@nestjs/common';
import { Transactions } from '@app/platform';
import { v7 as newId } from 'uuid';
import { correctReserved, ReservedCorrection } from '../domain/product';
import { ProductRepository } from '../ports/product.repository';
import { StockRecords } from '../ports/stock-records';

/** Of a product that is sold all the time, the moment has to be caught in which nobody holds it, and many entries may have to be added up. */
const patienceSeconds = 60;

/** Sets right how much of a product is reserved, where that differs from what confirmed orders hold; the ledger says why. */
@Injectable()
export class CorrectReserved {
  constructor(
    private readonly products: ProductRepository,
    private readonly stock: StockRecords,
    private readonly transactions: Transactions,
  ) {}

  /**
   * Orders may have moved units since the product was seen.
   *
   * @throws DomainError `units_changed_since` (conflict) when anything else has, `stock_below_reserved` (conflict) when orders hold
   *   more than there is: nothing is written.
   */
  execute(correction: ReservedCorrection): Promise<void> {
    const context = { movementId: newId(), actor: 'system', at: new Date() };
    return this.transactions.run(async (transaction) => {
      const product = await this.products.hold(correction.sku, transaction);
      const ledger = await this.stock.ledgerOf(correction.sku, transaction);
      await this.products.save(correctReserved(product, ledger, correction, context), transaction);
    }, patienceSeconds);
  }
}
