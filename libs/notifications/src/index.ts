export { OrderMessageTemplates } from './defaults/order-message-templates';
export { type Delivery, type DeliveryRecord, type DeliveryState, type Occasion } from './domain/delivery';
export {
  type AccountChangeNotification,
  type AccountNotification,
  type AccountNotificationKind,
  accountNotificationKinds,
  isAboutAccount,
  type Notification,
  type NotificationKind,
  notificationKinds,
  type OrderedItem,
  type OrderNotification,
  type OrderNotificationKind,
  type OrderSummary,
  type PasswordReset,
  type PasswordResetNotification,
  type Recipient,
  type RejectedLine,
} from './domain/notification';
export { permanentlyRefused } from './domain/notifications.errors';
export { type RenderedMessage } from './domain/rendered-message';
export { NotificationsModule, type NotificationsOptions } from './notifications.module';
export { MessageTemplates } from './ports/message-templates';
export { type DeliveryReceipt, type DeliveryTags, NotificationChannel } from './ports/notification-channel';
export { NotificationSource } from './ports/notification-source';
export { SesEmailChannel } from './ses/ses-email.channel';
export { DeliveryQueries } from './use-cases/delivery-queries';
export { NotifyAccount } from './use-cases/notify-account';
export { SendNotification } from './use-cases/send-notification';
