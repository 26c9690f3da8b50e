import { NotificationChannel } from '../ports/notification-channel';
import { NotificationChannels } from '../ports/notification-channels';

/** The channels an app registered. None stop the start, and so do two of one name: a delivery by the one would count for the other. */
export class RegisteredChannels extends NotificationChannels {
  constructor(override readonly all: readonly NotificationChannel[]) {
    super();
    if (all.length === 0) {
      throw new Error('No notification channel is named, so nobody would ever be told. Leave `channels` out for e-mail.');
    }
    const names = all.map(({ name }) => name);
    const repeated = names.find((name, index) => names.indexOf(name) !== index);
    if (repeated !== undefined) {
      throw new Error(`Two notification channels are named "${repeated}".`);
    }
  }
}
