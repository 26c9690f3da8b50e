import { Order } from '../domain/order';

/** Tells the rest of the system that orders changed. Called by whoever changed them; bound by `OrdersModule`. */
export abstract class OrderChanges {
  /**
   * Announces what was just committed. Returns at once and never fails: what cannot be announced now is found
   * in the database by the relay's sweep.
   */
  abstract committed(orders: readonly Order[]): void;
}
