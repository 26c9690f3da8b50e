import { Recipient } from '../src/domain/notification';
import { RenderedMessage } from '../src/domain/rendered-message';
import { DeliveryReceipt, DeliveryTags, NotificationChannel } from '../src/ports/notification-channel';

/** Takes every message, unless it was told to fail first, or to hold back its answer. */
export class RememberingChannel extends NotificationChannel {
  readonly delivered: { recipient: Recipient; message: RenderedMessage; tags: DeliveryTags }[] = [];
  inHand = 0;
  private most = 10;
  private readonly failures: unknown[] = [];
  private open = Promise.resolve();

  constructor(override readonly name: string = 'pigeon') {
    super();
  }

  override get atOnce(): number {
    return this.most;
  }

  takingAtOnce(most: number): this {
    this.most = most;
    return this;
  }

  failOnce(error: unknown): this {
    this.failures.push(error);
    return this;
  }

  /** Answers nobody until the returned function is called. */
  hold(): () => void {
    let release = () => {};
    this.open = new Promise((resolve) => {
      release = resolve;
    });
    return release;
  }

  override async deliver(recipient: Recipient, message: RenderedMessage, tags: DeliveryTags): Promise<DeliveryReceipt> {
    this.inHand += 1;
    await this.open;
    this.inHand -= 1;
    if (this.failures.length > 0) {
      throw this.failures.shift();
    }
    this.delivered.push({ recipient, message, tags });
    return { messageId: `${this.name}-${this.delivered.length}` };
  }
}
