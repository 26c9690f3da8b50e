import { Delivery } from '../src/domain/delivery';
import { isAboutAccount, Notification } from '../src/domain/notification';
import { NotificationSource } from '../src/ports/notification-source';
import { aNotification, anAccountNotification } from './a-notification';

/** Knows every order and customer, unless they were forgotten or it is away. */
export class RememberedCustomers extends NotificationSource {
  readonly forgotten = new Set<string>();
  isAway = false;

  override async notificationFor({ eventId, kind, orderId = 'no order' }: Delivery): Promise<Notification | undefined> {
    if (this.isAway) {
      throw new Error('no database');
    }
    if (this.forgotten.has(orderId)) {
      return undefined;
    }
    const { recipient, order } = aNotification().with({ id: orderId });
    return isAboutAccount(kind) ? { ...anAccountNotification(kind), eventId } : { eventId, kind, recipient, order };
  }
}
