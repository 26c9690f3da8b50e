import { Order } from '../domain/order';

/** Tells the rest of the system that orders changed. Called by whoever changed them; bound by `OrdersModule`. */
export abstract class OrderChanges {
  /**
   * Makes copies of the versions before these ones worthless, just before they are committed: whoever dies between the
   * commit and its announcement leaves no stale copy behind. Never fails, and may be called for a change that then is not made.
   */
  abstract imminent(orders: readonly Order[]): Promise<void>;

  /**
   * Announces what was just committed. Returns at once and never fails: what cannot be announced now is found
   * in the database by the relay's sweep.
   */
  abstract committed(orders: readonly Order[]): void;
}
