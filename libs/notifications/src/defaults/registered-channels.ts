import { NotificationChannel } from '../ports/notification-channel';
import { NotificationChannels } from '../ports/notification-channels';

/** The channels an app registered. Two of one name stop the start: a delivery by the one would count for the other. */
export class RegisteredChannels extends NotificationChannels {
  constructor(override readonly all: readonly NotificationChannel[]) {
    super();
    const names = all.map(({ name }) => name);
    const repeated = names.find((name, index) => names.indexOf(name) !== index);
    if (repeated !== undefined) {
      throw new Error(`Two notification channels are named "${repeated}".`);
    }
  }
}
