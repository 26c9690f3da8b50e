import { Transaction } from '@app/platform';
import { Order } from '../domain/order';

/** An order, and how far its events have got. */
export interface OrderRecord {
  readonly order: Order;
  /** Since when events of it wait to be sent; absent when all are. */
  readonly unsentSince?: Date;
  /** When its event is sent again; absent when it had its effect, or is not sent yet. */
  readonly remindAfter?: Date;
  /** A dead letter carries its event. */
  readonly isDeadLetter: boolean;
}

/** Every order there is, for an audit and for what it finds. Bound by `OrdersModule`. */
export abstract class OrderRecords {
  /** All orders of the snapshot by id, some hundreds at a time. */
  abstract inChunks(snapshot: Transaction): AsyncIterable<OrderRecord[]>;

  /** The idempotency key of each order whose user has another order under the same. There must be none. */
  abstract sharedKeys(snapshot: Transaction): AsyncIterable<string>;

  /**
   * Has the event of the order's latest change sent again, at once, by whichever process sends events. False, and nothing is
   * written, when the order is not as it was seen, when the event is on its way anyhow, or a dead letter carries it.
   */
  abstract announceAgain(seen: OrderRecord): Promise<boolean>;
}
