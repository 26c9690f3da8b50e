import { AllocationDecision, AllocationRequest, StockLevel } from '../domain/allocation';

/**
 * Who gets the stock when not everybody can. Called by the order processor with a batch of undecided orders
 * (oldest first) and the levels of all their SKUs; a SKU without a level is not in the catalogue.
 *
 * Answers one decision for each order, in any order; a shortage says that less is available than a line of it asks for. It only
 * decides: the repository writes, and refuses what would oversell. It must not keep state between calls, nor change what it is
 * given. Bind another as `allocation` of the order processor, in `shop/extensions.ts`.
 */
export abstract class AllocationStrategy {
  abstract allocate(orders: readonly AllocationRequest[], levels: readonly StockLevel[]): AllocationDecision[];
}
