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

  /** Events that reached their queue and should have had their effect long ago, at most `limit`: the queue may have lost them. */
  abstract unanswered(limit: number): Promise<OrderEvent[]>;

  /**
   * Those of them that are this relay's to send again; no other gets them, and they are not unanswered again
   * before a while that grows with each time.
   */
  abstract claimUnanswered(events: readonly OrderEvent[]): Promise<OrderEvent[]>;

  /** Called by whoever put an event to effect: nobody is reminded of it any more. */
  abstract answered(event: OrderEvent): Promise<void>;

  /** Called by whoever made an event a dead letter: nobody is reminded of it any more; the dead letter carries it. */
  abstract abandoned(event: OrderEvent): Promise<void>;
}
