import { OrderStatus } from '../domain/order-status';

/** What an operator is shown of an order: nothing of its customer. */
export interface RecentOrder {
  readonly status: OrderStatus;
  readonly placedAt: Date;
  readonly skus: readonly string[];
}

/** The orders that were placed last, for who watches the shop. Bound by `OrdersModule`. */
export abstract class RecentOrders {
  /** At most so many, newest first. Its cost grows with them, and not with how many orders there are. */
  abstract newest(limit: number): Promise<RecentOrder[]>;
}
