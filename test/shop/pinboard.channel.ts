import { Injectable } from '@nestjs/common';
import { DeliveryReceipt, DeliveryTags, NotificationChannel, permanentlyRefused, Recipient, RenderedMessage } from '@app/notifications';
import { Pinboard } from './pinboard';

/** Pins every message to the board in the shop. */
@Injectable()
export class PinboardChannel extends NotificationChannel {
  override readonly name = 'pinboard';

  constructor(private readonly board: Pinboard) {
    super();
  }

  override async deliver(to: Recipient, message: RenderedMessage, tags: DeliveryTags, notAfter: number): Promise<DeliveryReceipt> {
    if (performance.now() > notAfter) {
      throw new Error('It is too late to pin this: another process may be doing it.');
    }
    if (!to.name) {
      throw permanentlyRefused('Nobody can be told on a board without a name.');
    }
    return { messageId: await this.board.pin(`${to.name}: ${message.subject}`, tags.eventId) };
  }
}
