export const orderNotificationKinds = ['order_confirmed', 'order_rejected', 'order_cancelled'] as const;
export const accountNotificationKinds = ['password_reset', 'password_changed', 'log_in_ended', 'webhook_disabled'] as const;
export const notificationKinds = [...orderNotificationKinds, ...accountNotificationKinds] as const;

export type OrderNotificationKind = (typeof orderNotificationKinds)[number];
export type AccountNotificationKind = (typeof accountNotificationKinds)[number];
export type NotificationKind = (typeof notificationKinds)[number];

export function isAboutAccount(kind: NotificationKind): kind is AccountNotificationKind {
  return (accountNotificationKinds as readonly string[]).includes(kind);
}

/** Something a customer is to be told. The event it comes from identifies it: the same event is never told twice. */
export type Notification = OrderNotification | AccountNotification;

export interface OrderNotification {
  readonly eventId: string;
  readonly kind: OrderNotificationKind;
  readonly recipient: Recipient;
  readonly order: OrderSummary;
}

/** Something about the customer's own account. */
export type AccountNotification = PasswordResetNotification | AccountChangeNotification;

export interface PasswordResetNotification {
  readonly eventId: string;
  readonly kind: 'password_reset';
  readonly recipient: Recipient;
  /** A secret: it stands in this one message and nowhere else. */
  readonly passwordReset: PasswordReset;
}

/** What there is to say is all in its kind. */
export interface AccountChangeNotification {
  readonly eventId: string;
  readonly kind: Exclude<AccountNotificationKind, 'password_reset'>;
  readonly recipient: Recipient;
}

export interface PasswordReset {
  readonly token: string;
  /** Where the token can be used, the token included. */
  readonly link?: string;
  readonly validMinutes: number;
}

export interface Recipient {
  /** Of the account, for channels that know people by something else than their e-mail. */
  readonly userId: string;
  readonly email: string;
  readonly name?: string;
}

/** What a message may say of an order. Amounts are in the minor unit of `currency`; texts are as people typed them. */
export interface OrderSummary {
  readonly id: string;
  readonly items: readonly OrderedItem[];
  readonly currency: string;
  readonly total: number;
  /** The lines at fault, when the order was rejected; none of them when it was refused as a whole. */
  readonly rejection?: readonly RejectedLine[];
  /** Why the order was refused as a whole, as the shop's own rule says it. */
  readonly refusalReason?: string;
  readonly cancellationReason?: string;
  readonly placedAt: Date;
}

export interface OrderedItem {
  readonly sku: string;
  readonly name: string;
  readonly quantity: number;
  readonly unitPrice: number;
  readonly lineTotal: number;
}

export interface RejectedLine {
  readonly sku: string;
  readonly name?: string;
  /** A code such as `insufficient_stock`. */
  readonly reason: string;
  readonly requested: number;
  readonly available: number;
}
