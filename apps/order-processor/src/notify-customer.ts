import { Injectable } from '@nestjs/common';
import { UserRepository } from '@app/auth';
import { DomainError, OrderEvent, OrderEventType } from '@app/contracts';
import { NotificationKind, SendNotification } from '@app/notifications';
import { Order, OrderRepository } from '@app/orders';

const kinds: Partial<Record<OrderEventType, NotificationKind>> = {
  'order.confirmed': 'order_confirmed',
  'order.rejected': 'order_rejected',
  'order.cancelled': 'order_cancelled',
};

/** Tells a customer what happened to their order; brings the order and the user to the notifications lib. */
@Injectable()
export class NotifyCustomer {
  constructor(
    private readonly orders: OrderRepository,
    private readonly users: UserRepository,
    private readonly sendNotification: SendNotification,
  ) {}

  /** Does nothing for events that customers are not told of. */
  async execute({ id, type, data }: OrderEvent): Promise<void> {
    const kind = kinds[type];
    if (!kind) {
      return;
    }
    const [order, user] = await Promise.all([this.orders.byId(data.orderId), this.users.findById(data.userId)]);
    if (!order || !user) {
      throw nobodyToTell(data.orderId);
    }
    const recipient = { email: user.email, ...(user.name && { name: user.name }) };
    await this.sendNotification.execute({ eventId: id, kind, recipient, order: summaryOf(order) });
  }
}

function summaryOf({ id, items, currency, total, rejection, createdAt, timeline }: Order) {
  const names = new Map(items.map(({ sku, name }) => [sku, name]));
  const cancellationReason = timeline.find(({ status }) => status === 'CANCELLED')?.reason;
  return {
    id,
    items,
    currency,
    total,
    placedAt: createdAt,
    ...(rejection && { rejection: rejection.map((line) => ({ ...line, name: names.get(line.sku) })) }),
    ...(cancellationReason && { cancellationReason }),
  };
}

function nobodyToTell(orderId: string): DomainError {
  return new DomainError({
    kind: 'not_found',
    code: 'nobody_to_tell',
    message: `The order ${orderId} or its user does not exist.`,
  });
}
