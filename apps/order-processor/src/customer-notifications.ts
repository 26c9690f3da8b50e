import { Injectable } from '@nestjs/common';
import { UserRepository } from '@app/auth';
import { Delivery, Notification, NotificationKind, NotificationSource, OrderSummary } from '@app/notifications';
import { Order, OrderRepository } from '@app/orders';

/** Brings orders and their customers to the notifications lib. */
@Injectable()
export class OrderNotifications extends NotificationSource {
  constructor(
    private readonly orders: OrderRepository,
    private readonly users: UserRepository,
  ) {
    super();
  }

  override async notificationFor({ eventId, kind, orderId, userId }: Delivery): Promise<Notification | undefined> {
    const [order, user] = await Promise.all([this.orders.byId(orderId), this.users.findById(userId)]);
    if (!order || !user) {
      return undefined;
    }
    const recipient = { email: user.email, ...(user.name && { name: user.name }) };
    return { eventId, kind, recipient, order: { ...summaryOf(order), ...outcomeOf(order, kind) } };
  }
}

/** What no later event changes. */
function summaryOf({ id, items, currency, total, createdAt }: Order): OrderSummary {
  return { id, items, currency, total, placedAt: createdAt };
}

/** What belongs to this kind alone: a late confirmation says nothing of a cancellation that came after it. */
function outcomeOf({ items, rejection, timeline }: Order, kind: NotificationKind): Partial<OrderSummary> {
  if (kind === 'order_rejected' && rejection) {
    const names = new Map(items.map(({ sku, name }) => [sku, name]));
    return { rejection: rejection.map((line) => ({ ...line, name: names.get(line.sku) })) };
  }
  const cancellation = timeline.find(({ status }) => status === 'CANCELLED');
  return kind === 'order_cancelled' && cancellation?.reason ? { cancellationReason: cancellation.reason } : {};
}
