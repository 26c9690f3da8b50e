import { Injectable } from '@nestjs/common';
import { Transactions } from '@app/platform';
import { v7 as newId } from 'uuid';
import { adjustStock } from '../domain/product';
import { productToChange } from '../domain/product-to-change';
import { StockMovement } from '../domain/stock-movement';
import { ProductRepository } from '../ports/product.repository';

export interface StockAdjustment {
  readonly sku: string;
  /** Units added, or taken away when negative; never 0. */
  readonly delta: number;
  readonly reason: string;
  readonly actor: string;
  /** Adjust only this version of the product. */
  readonly expectedVersion?: number;
}

/** Adds units that arrived, takes away units that were lost; the ledger says why. */
@Injectable()
export class AdjustStock {
  constructor(
    private readonly products: ProductRepository,
    private readonly transactions: Transactions,
  ) {}

  /**
   * @throws DomainError `sku_unknown` (not_found), `version_mismatch` (precondition_failed), `stock_below_reserved` or
   *   `stock_above_maximum` (conflict).
   */
  execute({ sku, delta, reason, actor, expectedVersion }: StockAdjustment): Promise<StockMovement> {
    const conditions = expectedVersion === undefined ? [] : [expectedVersion];
    const context = { movementId: newId(), actor, reason, at: new Date() };
    return this.transactions.run(async (transaction) => {
      const [found] = await this.products.bySkus([sku], transaction);
      const current = found && productToChange(found, conditions);
      const { product, movement } = adjustStock(current, { sku, delta }, context);
      await this.products.save({ product, movement }, transaction);
      return movement;
    });
  }
}
