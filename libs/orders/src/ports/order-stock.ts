import { Transaction } from '@app/platform';
import { Order } from '../domain/order';

/** Who changed the order, and when. */
export interface StockChange {
  /** The id of the user. */
  readonly actor: string;
  readonly at: Date;
}

/**
 * The stock behind confirmed orders. Called by `CancelOrder` and `FulfilOrder` in the transaction that changes the order;
 * an app binds it to its inventory with `OrdersModule.register({ stock })`.
 */
export abstract class OrderStock {
  /** Gives back all units that the order holds. */
  abstract release(order: Order, change: StockChange, transaction: Transaction): Promise<void>;

  /** Takes all units that the order holds off the shelf. */
  abstract ship(order: Order, change: StockChange, transaction: Transaction): Promise<void>;
}
