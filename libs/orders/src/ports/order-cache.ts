import { Order } from '../domain/order';

/** A copy of orders that is quicker than the database. Never fails and never decides anything; bound by `OrdersModule`. */
export abstract class OrderCache {
  abstract get(id: string): Promise<Order | undefined>;

  abstract put(order: Order): Promise<void>;

  /** Called after every change, by the process that made it. */
  abstract drop(id: string): Promise<void>;
}
