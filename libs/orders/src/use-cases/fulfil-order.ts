import { Injectable } from '@nestjs/common';
import { Transactions } from '@app/platform';
import { fulfil, Order } from '../domain/order';
import { orderToChange } from '../domain/order-to-change';
import { Viewer } from '../domain/viewer';
import { OrderChanges } from '../ports/order-changes';
import { OrderStock } from '../ports/order-stock';
import { OrderRepository } from '../ports/order.repository';

export interface FulfilOrderInput {
  readonly orderId: string;
  readonly by: Viewer;
  /** Fulfil only this version of the order. */
  readonly expectedVersion?: number;
  readonly requestId: string;
  readonly traceparent?: string;
}

/** Ends a confirmed order whose units leave the shelf, both or neither. */
@Injectable()
export class FulfilOrder {
  constructor(
    private readonly transactions: Transactions,
    private readonly orders: OrderRepository,
    private readonly stock: OrderStock,
    private readonly changes: OrderChanges,
  ) {}

  /** @throws DomainError `order_not_found` (not_found), `version_mismatch` (precondition_failed) or `invalid_transition` (conflict). */
  async execute({ orderId, by, expectedVersion, requestId, traceparent }: FulfilOrderInput): Promise<Order> {
    const at = new Date();
    const fulfilled = await this.transactions.run(async (transaction) => {
      const order = orderToChange(await this.orders.byId(orderId, transaction), by, expectedVersion);
      const next = fulfil(order, { at, actor: by.role, requestId, ...(traceparent && { traceparent }) });
      await this.changes.imminent([next]);
      await this.orders.advance([next], transaction);
      await this.stock.ship(order, { actor: by.id, at }, transaction);
      return next;
    });
    this.changes.committed([fulfilled]);
    return fulfilled;
  }
}
