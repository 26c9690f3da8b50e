import { NotificationChannel } from './notification-channel';

/** Every channel a notification goes through. Asked by `SendNotification`; bound by `NotificationsModule` from its options. */
export abstract class NotificationChannels {
  abstract readonly all: readonly NotificationChannel[];
}
