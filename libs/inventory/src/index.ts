export {
  type AllocationDecision,
  type AllocationRequest,
  type Shortage,
  type StockLevel,
} from './domain/allocation';
export { availableUnits, maxOnHand, type Product, type ProductDescription, type ReservedCorrection } from './domain/product';
export { type StockMovement } from './domain/stock-movement';
export { FirstComeAllOrNothing } from './defaults/first-come-all-or-nothing';
export { InventoryModule, type InventoryOptions } from './inventory.module';
export { AllocationStrategy } from './ports/allocation-strategy';
export { type StockRecord, StockRecords } from './ports/stock-records';
export { type StockMove, StockRepository } from './ports/stock.repository';
export { AdjustStock } from './use-cases/adjust-stock';
export { CorrectReserved } from './use-cases/correct-reserved';
export { ImportProducts, type ProductImport } from './use-cases/import-products';
export { InventoryQueries } from './use-cases/inventory-queries';
export { PutProduct } from './use-cases/put-product';
