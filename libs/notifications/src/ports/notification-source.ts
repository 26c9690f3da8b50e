import { Delivery } from '../domain/delivery';
import { Notification } from '../domain/notification';

/** Knows the order and the customer behind a delivery. Called by `SendNotification`; bound by `NotificationsModule.register({ source })`. */
export abstract class NotificationSource {
  /**
   * What the delivery says, of the delivery's own event and kind however long ago that was. Nothing when the order
   * or the customer no longer exists, or it is too late to say it; anything thrown means: try again.
   */
  abstract notificationFor(delivery: Delivery): Promise<Notification | undefined>;
}
