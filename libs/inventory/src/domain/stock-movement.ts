/**
 * One entry of the append-only ledger. The deltas of all entries of a SKU add up to its stock:
 * `counted` and `adjusted` by an administrator, `reserved` and `released` for an order, `shipped` when it leaves.
 */
export interface StockMovement {
  readonly id: string;
  readonly sku: string;
  readonly kind: 'counted' | 'adjusted' | 'reserved' | 'released' | 'shipped';
  readonly onHandDelta: number;
  readonly reservedDelta: number;
  readonly orderId?: string;
  readonly reason?: string;
  /** `system`, or the id of the user. */
  readonly actor: string;
  readonly at: Date;
}
