import { Injectable, Logger } from '@nestjs/common';
import { Lease } from '../domain/delivery';
import { Notification } from '../domain/notification';
import { deliveriesFailed, isPermanentRefusal } from '../domain/notifications.errors';
import { DeliveryRepository } from '../ports/delivery.repository';
import { MessageTemplates } from '../ports/message-templates';
import { DeliveryReceipt, NotificationChannel } from '../ports/notification-channel';
import { NotificationChannels } from '../ports/notification-channels';

/** Tells a customer through every channel: at least once, and twice only if a sender dies before it could record the first. */
@Injectable()
export class SendNotification {
  private readonly logger = new Logger(SendNotification.name);

  constructor(
    private readonly channels: NotificationChannels,
    private readonly templates: MessageTemplates,
    private readonly deliveries: DeliveryRepository,
  ) {}

  /**
   * May be repeated at will: what is already delivered, or refused for good, is left alone.
   *
   * @throws the channel's error, `delivery_in_progress` or `deliveries_failed` when a channel has to be tried again.
   */
  async execute(notification: Notification): Promise<void> {
    const attempts = await Promise.allSettled(
      this.channels.all.map((channel) => this.sendThrough(channel, notification)),
    );
    const errors = attempts.flatMap((attempt) => (attempt.status === 'rejected' ? [attempt.reason as unknown] : []));
    if (errors.length > 0) {
      throw errors.length === 1 ? errors[0] : deliveriesFailed(errors);
    }
  }

  private async sendThrough(channel: NotificationChannel, notification: Notification): Promise<void> {
    const { eventId, kind, order } = notification;
    const lease = await this.deliveries.claim({ eventId, kind, orderId: order.id, channel: channel.name });
    if (!lease) {
      return;
    }
    let receipt: DeliveryReceipt;
    try {
      receipt = await this.deliver(channel, notification);
    } catch (error) {
      return this.giveUp(lease, error);
    }
    await this.recordSent(lease, receipt);
  }

  private async deliver(channel: NotificationChannel, notification: Notification): Promise<DeliveryReceipt> {
    const { eventId, recipient, order } = notification;
    return channel.deliver(recipient, this.templates.render(notification), { orderId: order.id, eventId });
  }

  /** Only this record keeps a message that is out from going out again: it is worth more than one attempt. */
  private async recordSent(lease: Lease, { messageId }: DeliveryReceipt): Promise<void> {
    const isRecorded = await persistently(() => this.deliveries.recordSent(lease, messageId));
    if (!isRecorded) {
      this.logger.warn('The lease ran out while sending: the message may go out twice', { deliveryId: lease.deliveryId, messageId });
    }
  }

  private async giveUp(lease: Lease, error: unknown): Promise<void> {
    if (!isPermanentRefusal(error)) {
      await this.release(lease);
      throw error;
    }
    this.logger.warn('A notification was refused for good', { deliveryId: lease.deliveryId, reason: error.message });
    await this.deliveries.recordFailed(lease, error.message);
  }

  /** The error that made us give up matters more than one in giving up: the lease runs out by itself. */
  private async release(lease: Lease): Promise<void> {
    await this.deliveries.release(lease).catch((error: unknown) => {
      this.logger.warn('A lease could not be released', { deliveryId: lease.deliveryId, err: error });
    });
  }
}

/** Three attempts; the database's own time limits are the pauses between them. */
async function persistently<T>(work: () => Promise<T>, attempts = 3): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (attempts === 1) {
      throw error;
    }
    return persistently(work, attempts - 1);
  }
}
