import { Injectable } from '@nestjs/common';
import { MessageTemplates, Notification, OrderMessageTemplates, RenderedMessage } from '@app/notifications';

/** The usual words, signed by the shop. */
@Injectable()
export class SignedMessages extends MessageTemplates {
  private readonly usual = new OrderMessageTemplates();

  override render(notification: Notification): RenderedMessage {
    const { subject, text, html } = this.usual.render(notification);
    return { subject: `Acme: ${subject}`, text: `${text}\nYours, Acme\n`, html: html.replace('</body>', '<p>Yours, Acme</p></body>') };
  }
}
