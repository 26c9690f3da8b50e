import { Injectable } from '@nestjs/common';
import { Notification } from '../domain/notification';
import { RenderedMessage } from '../domain/rendered-message';
import { MessageTemplates } from '../ports/message-templates';
import { inSingleLines } from './in-single-lines';
import { letterAsHtml } from './letter-as-html';
import { letterAsText } from './letter-as-text';
import { writeLetter } from './write-letter';

/** Plain English for every kind of notification, as text and as HTML. */
@Injectable()
export class OrderMessageTemplates extends MessageTemplates {
  override render(notification: Notification): RenderedMessage {
    const letter = inSingleLines(writeLetter(notification));
    return { subject: letter.subject, text: letterAsText(letter), html: letterAsHtml(letter) };
  }
}
