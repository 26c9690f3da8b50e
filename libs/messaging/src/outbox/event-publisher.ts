import { OrderEvent } from '@app/contracts';

/** Puts events on their queues. Used by `OutboxRelay`; bound by `MessagingModule`. */
export abstract class EventPublisher {
  /** The events that a queue has accepted. Never throws: what is missing in the answer must be sent again. */
  abstract publish(events: readonly OrderEvent[]): Promise<OrderEvent[]>;

  /**
   * Whether so little waits to be decided that an event sent long ago can no longer be among it. Only then may events
   * be sent again, or a backlog would multiply itself. Rejects when the queue does not answer.
   */
  abstract hasCaughtUp(): Promise<boolean>;
}
