import { AllocationDecision, AllocationRequest, StockLevel } from '../domain/allocation';

/**
 * Who gets the stock when not everybody can. Called by the order processor with a batch of undecided orders
 * (oldest first) and the levels of all their SKUs; a SKU without a level is not in the catalogue.
 *
 * Answers one decision for each order. It only decides: the repository writes, and refuses what would oversell.
 * It must not keep state between calls. Bind another with `OrderProcessorModule.register({ allocation })`.
 */
export abstract class AllocationStrategy {
  abstract allocate(orders: readonly AllocationRequest[], levels: readonly StockLevel[]): AllocationDecision[];
}
