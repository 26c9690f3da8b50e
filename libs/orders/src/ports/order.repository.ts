import { Page } from '@app/contracts';
import { Transaction } from '@app/platform';
import { Order } from '../domain/order';
import { OrderStatus } from '../domain/order-status';

export interface OrderFilter {
  readonly limit: number;
  /** Position of the row to begin after. */
  readonly cursor?: string;
  readonly status?: OrderStatus;
  /** Only this user's; unset: everybody's. */
  readonly userId?: string;
}

/** Where orders live. Used by the order use cases and by the order processor; bound by `OrdersModule`. */
export abstract class OrderRepository {
  /**
   * Stores a new order together with its event, in one atomic write that survives the loss of a server.
   * An order that already holds this user's idempotency key is left as it is and returned instead.
   */
  abstract place(order: Order): Promise<{ order: Order; isNew: boolean }>;

  /** The order that was placed under this key of the user; PlaceOrder asks when it cannot be placed anew. */
  abstract byIdempotencyKey(userId: string, key: string): Promise<Order | undefined>;

  abstract byId(id: string, transaction?: Transaction): Promise<Order | undefined>;

  /** Newest first. */
  abstract list(filter: OrderFilter): Promise<Page<Order>>;

  /** Those of the named orders that wait for a decision, oldest first. */
  abstract pendingAmong(ids: readonly string[], transaction?: Transaction): Promise<Order[]>;

  /** Those of the ids that no order has. */
  abstract unknownAmong(ids: readonly string[]): Promise<string[]>;

  /**
   * Stores the next version of each order, with its event, if the order is still at the version before. Events of
   * earlier versions that are not on their queue yet are kept.
   *
   * @throws DomainError `order_changed` (conflict) when one is not; the transaction must then be given up.
   */
  abstract advance(orders: readonly Order[], transaction: Transaction): Promise<void>;
}
