import { Injectable } from '@nestjs/common';
import { Transactions } from '@app/platform';
import { cancel, Order } from '../domain/order';
import { Viewer } from '../domain/viewer';
import { OrderChanges } from '../ports/order-changes';
import { OrderStock } from '../ports/order-stock';
import { OrderRepository } from '../ports/order.repository';
import { orderToChange } from '../domain/order-to-change';

export interface CancelOrderInput {
  readonly orderId: string;
  readonly by: Viewer;
  readonly reason?: string;
  /** Cancel only this version of the order. */
  readonly expectedVersion?: number;
  readonly requestId: string;
  readonly traceparent?: string;
}

/** Ends an order that is no longer wanted and gives back what it reserved, both or neither. */
@Injectable()
export class CancelOrder {
  constructor(
    private readonly transactions: Transactions,
    private readonly orders: OrderRepository,
    private readonly stock: OrderStock,
    private readonly changes: OrderChanges,
  ) {}

  /**
   * Of a cancellation and a decision, or two cancellations, at the same moment one comes first and the other sees it.
   *
   * @throws DomainError `order_not_found` (not_found), `version_mismatch` (precondition_failed) or `invalid_transition` (conflict).
   */
  async execute({ orderId, by, reason, expectedVersion, requestId, traceparent }: CancelOrderInput): Promise<Order> {
    const at = new Date();
    const cancelled = await this.transactions.run(async (transaction) => {
      const order = orderToChange(await this.orders.byId(orderId, transaction), by, expectedVersion);
      const next = cancel(order, { at, actor: by.role, ...(reason && { reason }), requestId, ...(traceparent && { traceparent }) });
      await this.changes.imminent([next]);
      await this.orders.advance([next], transaction);
      if (order.status === 'CONFIRMED') {
        await this.stock.release(order, { actor: by.id, at }, transaction);
      }
      return next;
    });
    this.changes.committed([cancelled]);
    return cancelled;
  }
}
