import { OrderEvent } from '@app/contracts';

/** Events that were committed but are not on their queue yet. Used by `OutboxRelay`; bound by the lib that stores them. */
export abstract class Outbox {
  /**
   * Events whose announcement is overdue, at most `limit`. Each is leased: no other relay gets it for a while,
   * and it comes back if this one dies.
   */
  abstract claimOverdue(limit: number): Promise<OrderEvent[]>;

  /** Forgets events that are on their queue. */
  abstract markDelivered(events: readonly OrderEvent[]): Promise<void>;
}
