import { randomUUID } from 'node:crypto';
import {
  AccountNotification,
  AccountNotificationKind,
  OrderNotification,
  OrderNotificationKind,
  OrderSummary,
  Recipient,
} from '../src/domain/notification';

const order: OrderSummary = {
  id: 'order-1',
  items: [
    { sku: 'MUG-1', name: 'Blue mug', quantity: 2, unitPrice: 950, lineTotal: 1900 },
    { sku: 'TEA-7', name: 'Green tea', quantity: 3, unitPrice: 499, lineTotal: 1497 },
  ],
  currency: 'EUR',
  total: 3397,
  placedAt: new Date('2026-03-05T17:04:00Z'),
};

/** A notification of an event of its own, with a part of it replaced: `aNotification().of('order_rejected').with({ total: 5 })`. */
export function aNotification(): NotificationBuilder {
  return new NotificationBuilder({
    eventId: randomUUID(),
    kind: 'order_confirmed',
    recipient: { userId: 'ada', email: 'ada@example.com', name: 'Ada' },
    order,
  });
}

/** About an account; a forgotten password has `token-1`, and this link if there is one. */
export function anAccountNotification(kind: AccountNotificationKind, { name = 'Ada', link }: { name?: string; link?: string } = {}): AccountNotification {
  const about = { eventId: 'event-1', recipient: { userId: 'ada', email: 'ada@example.com', name } };
  return kind === 'password_reset' ? { ...about, kind, passwordReset: { token: 'token-1', link, validMinutes: 30 } } : { ...about, kind };
}

class NotificationBuilder implements OrderNotification {
  readonly eventId: string;
  readonly kind: OrderNotificationKind;
  readonly recipient: Recipient;
  readonly order: OrderSummary;

  constructor({ eventId, kind, recipient, order }: OrderNotification) {
    this.eventId = eventId;
    this.kind = kind;
    this.recipient = recipient;
    this.order = order;
  }

  of(kind: OrderNotificationKind): NotificationBuilder {
    return new NotificationBuilder({ ...this, kind });
  }

  to(recipient: Recipient): NotificationBuilder {
    return new NotificationBuilder({ ...this, recipient });
  }

  with(changes: Partial<OrderSummary>): NotificationBuilder {
    return new NotificationBuilder({ ...this, order: { ...this.order, ...changes } });
  }
}
