import { Transaction } from '@app/platform';
import { AllocationRequest, StockLevel } from '../domain/allocation';

/** Who moved the units of an order, and when. */
export interface StockMove {
  /** `system`, or the id of the user. */
  readonly actor: string;
  readonly at: Date;
}

/** Stock as orders see it. Used where orders are decided, cancelled and fulfilled; bound by `InventoryModule`. */
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

  /** Gives back what is reserved for an order and writes the ledger, once: the ledger refuses a second time. */
  abstract release(order: AllocationRequest, move: StockMove, transaction: Transaction): Promise<void>;

  /** Takes what is reserved for an order off the shelf and writes the ledger, once: the ledger refuses a second time. */
  abstract ship(order: AllocationRequest, move: StockMove, transaction: Transaction): Promise<void>;
}
