import { Recipient } from '../domain/notification';
import { RenderedMessage } from '../domain/rendered-message';

/** What a message belongs to. A provider may show order and event beside it, to find the order again when it reports a bounce. */
export interface DeliveryTags {
  /** Absent where it is about the account. */
  readonly orderId?: string;
  readonly eventId: string;
  /** Of the delivery, where traces are on, for a provider that goes on with it: https://www.w3.org/TR/trace-context/. */
  readonly traceparent?: string;
}

export interface DeliveryReceipt {
  /** The provider's own id of the message. */
  readonly messageId: string;
}

/** A way to reach a customer, such as e-mail. Called by `SendNotification`; bound among the `channels` of the order processor, in `shop/extensions.ts`. */
export abstract class NotificationChannel {
  /** Unique among the channels and never changed: deliveries are remembered by it. */
  abstract readonly name: string;

  /**
   * How many messages it can have in hand at the same time without keeping one waiting for more than a moment; at least
   * 1. What comes beyond that waits in the database; so does a rush of events, but for the first five. Default: 10.
   */
  get atOnce(): number {
    return 10;
  }

  /**
   * Hands the message to the provider once, without retries of its own, and answers or fails well within a minute.
   *
   * @param notAfter by `performance.now()`: later the message must not be handed over any more, since another process
   *   may be sending it; look right before you do, for this process may have been stopped for a while
   * @throws DomainError `permanently_refused` (unprocessable) when it can never get through; anything else thrown means: try again.
   */
  abstract deliver(
    recipient: Recipient,
    message: RenderedMessage,
    tags: DeliveryTags,
    notAfter: number,
  ): Promise<DeliveryReceipt>;
}
