import { Transaction } from '@app/platform';
import { AllocationRequest, StockLevel } from '../domain/allocation';

/** Stock as the order processor sees it. Used where orders are decided; bound by `InventoryModule`. */
export abstract class StockRepository {
  /** What can still be promised, as of the transaction's snapshot; unknown SKUs are left out. */
  abstract levels(skus: readonly string[], transaction: Transaction): Promise<StockLevel[]>;

  /**
   * Reserves every line of every order and writes the ledger, all or nothing. Never promises more than there is,
   * whatever was decided before.
   *
   * @throws DomainError `stock_not_available` (conflict) when a SKU has less than is asked; the transaction must then be given up.
   */
  abstract reserve(orders: readonly AllocationRequest[], at: Date, transaction: Transaction): Promise<void>;
}
