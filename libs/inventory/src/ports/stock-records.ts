import { Transaction } from '@app/platform';
import { StockMovement } from '../domain/stock-movement';

/** The units of a product, as its record says and as its ledger adds up. */
export interface StockRecord {
  readonly sku: string;
  readonly onHand: number;
  readonly reserved: number;
  /** Grows by at least one with every change of the product or its ledger. */
  readonly version: number;
  readonly ledger: { readonly onHand: number; readonly reserved: number };
}

/** All stock and its ledger, for an audit. Bound by `InventoryModule`. */
export abstract class StockRecords {
  /** All products of the snapshot by SKU, some hundreds at a time. */
  abstract inChunks(snapshot: Transaction): AsyncIterable<StockRecord[]>;

  /** What was moved for these orders, in no particular order. */
  abstract movementsOf(orderIds: readonly string[], snapshot: Transaction): Promise<StockMovement[]>;
}
