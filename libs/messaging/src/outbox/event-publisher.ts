import { OrderEvent } from '@app/contracts';

/** Puts events on their queues. Used by `OutboxRelay`; bound by `MessagingModule`. */
export abstract class EventPublisher {
  /** The events that a queue has accepted. Never throws: what is missing in the answer must be sent again. */
  abstract publish(events: readonly OrderEvent[]): Promise<OrderEvent[]>;
}
