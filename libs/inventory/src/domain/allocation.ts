/** What an order asks of stock; each SKU once. */
export interface AllocationRequest {
  readonly orderId: string;
  readonly lines: readonly { readonly sku: string; readonly quantity: number }[];
}

/** Units of a SKU that can still be promised. */
export interface StockLevel {
  readonly sku: string;
  readonly available: number;
}

/** A line that cannot be served, and why. */
export interface Shortage {
  readonly sku: string;
  readonly reason: 'insufficient_stock' | 'unknown_sku';
  readonly requested: number;
  readonly available: number;
}

/** All lines of an order, or none: an order without shortages gets everything it asks for. */
export interface AllocationDecision {
  readonly orderId: string;
  readonly shortages: readonly Shortage[];
}
