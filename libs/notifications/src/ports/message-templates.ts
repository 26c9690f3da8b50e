import { Notification } from '../domain/notification';
import { RenderedMessage } from '../domain/rendered-message';

/** A shop's words. Called by `SendNotification`; bound as `templates` of the order processor, in `shop/extensions.ts`. */
export abstract class MessageTemplates {
  /** Puts a notification of any kind into words. Names and reasons are what people typed: they must be escaped in HTML. */
  abstract render(notification: Notification): RenderedMessage;
}
