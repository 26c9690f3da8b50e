import { Recipient } from '../src/domain/notification';
import { RenderedMessage } from '../src/domain/rendered-message';
import { DeliveryReceipt, DeliveryTags, NotificationChannel } from '../src/ports/notification-channel';

/** Takes every message, unless it was told to fail first. */
export class RememberingChannel extends NotificationChannel {
  readonly delivered: { recipient: Recipient; message: RenderedMessage; tags: DeliveryTags }[] = [];
  private readonly failures: unknown[] = [];

  constructor(override readonly name: string = 'pigeon') {
    super();
  }

  failOnce(error: unknown): this {
    this.failures.push(error);
    return this;
  }

  override async deliver(recipient: Recipient, message: RenderedMessage, tags: DeliveryTags): Promise<DeliveryReceipt> {
    if (this.failures.length > 0) {
      throw this.failures.shift();
    }
    this.delivered.push({ recipient, message, tags });
    return { messageId: `${this.name}-${this.delivered.length}` };
  }
}
