import { Delivery } from '../src/domain/delivery';
import { Notification } from '../src/domain/notification';
import { NotificationSource } from '../src/ports/notification-source';
import { aNotification } from './a-notification';

/** Knows every order and customer, unless they were forgotten or it is away. */
export class RememberedCustomers extends NotificationSource {
  readonly forgotten = new Set<string>();
  isAway = false;

  override async notificationFor({ eventId, kind, orderId = 'no order' }: Delivery): Promise<Notification | undefined> {
    if (this.isAway) {
      throw new Error('no database');
    }
    const { recipient, order } = aNotification().with({ id: orderId });
    return this.forgotten.has(orderId) ? undefined : { eventId, kind, recipient, order };
  }
}
