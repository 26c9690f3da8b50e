import { Transaction } from '@app/platform';
import { ReservedUnits } from '../domain/product';
import { StockMovement } from '../domain/stock-movement';

/** The units of a product, as its record says and as its ledger adds up. */
export interface StockRecord extends ReservedUnits {
  readonly sku: string;
  readonly onHand: number;
  readonly ledger: ReservedUnits['ledger'] & { readonly onHand: number };
}

/** All stock and its ledger, for audits and corrections. Bound by `InventoryModule`. */
export abstract class StockRecords {
  /** All products of the snapshot by SKU, some hundreds at a time. */
  abstract inChunks(snapshot: Transaction): AsyncIterable<StockRecord[]>;

  /** What the ledger of a product adds up to. */
  abstract ledgerOf(sku: string, transaction: Transaction): Promise<StockRecord['ledger']>;

  /** What was moved for these orders, in no particular order. */
  abstract movementsOf(orderIds: readonly string[], snapshot: Transaction): Promise<StockMovement[]>;
}
