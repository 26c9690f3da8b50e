export const notificationKinds = ['order_confirmed', 'order_rejected', 'order_cancelled'] as const;

export type NotificationKind = (typeof notificationKinds)[number];

/** Something a customer is to be told. The event it comes from identifies it: the same event is never told twice. */
export interface Notification {
  readonly eventId: string;
  readonly kind: NotificationKind;
  readonly recipient: Recipient;
  readonly order: OrderSummary;
}

export interface Recipient {
  readonly email: string;
  readonly name?: string;
}

/** What a message may say of an order. Amounts are in the minor unit of `currency`; texts are as people typed them. */
export interface OrderSummary {
  readonly id: string;
  readonly items: readonly OrderedItem[];
  readonly currency: string;
  readonly total: number;
  /** The lines at fault, when the order was rejected. */
  readonly rejection?: readonly RejectedLine[];
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
