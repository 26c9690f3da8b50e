import { Injectable } from '@nestjs/common';
import { IssuePasswordReset, UserRepository } from '@app/auth';
import { Delivery, isAboutAccount, Notification, NotificationKind, NotificationSource, OrderSummary, PasswordReset } from '@app/notifications';
import { Order, OrderRepository } from '@app/orders';
import { Config } from '@app/platform';

/** Brings orders, their customers and what happened to accounts to the notifications lib. */
@Injectable()
export class CustomerNotifications extends NotificationSource {
  constructor(
    private readonly orders: OrderRepository,
    private readonly users: UserRepository,
    private readonly issuePasswordReset: IssuePasswordReset,
    private readonly config: Config,
  ) {
    super();
  }

  override async notificationFor({ eventId, kind, orderId, userId }: Delivery): Promise<Notification | undefined> {
    const [order, user] = await Promise.all([orderId && this.orders.byId(orderId), this.users.findById(userId)]);
    if (!user) {
      return undefined;
    }
    const recipient = { userId, email: user.email, ...(user.name && { name: user.name }) };
    if (kind === 'password_reset') {
      return { eventId, kind, recipient, passwordReset: await this.passwordReset(userId) };
    }
    if (isAboutAccount(kind)) {
      return { eventId, kind, recipient };
    }
    return order ? { eventId, kind, recipient, order: { ...summaryOf(order), ...outcomeOf(order, kind) } } : undefined;
  }

  /** The token stands behind a `#`: browsers send that part of an address to nobody. */
  private async passwordReset(userId: string): Promise<PasswordReset> {
    const { PASSWORD_RESET_URL: page } = this.config;
    const { token, validMinutes } = await this.issuePasswordReset.execute(userId);
    return { token, validMinutes, ...(page && { link: `${page}#token=${token}` }) };
  }
}

/** What no later event changes. */
function summaryOf({ id, items, currency, total, createdAt }: Order): OrderSummary {
  return { id, items, currency, total, placedAt: createdAt };
}

/** What belongs to this kind alone: a late confirmation says nothing of a cancellation that came after it. */
function outcomeOf({ items, rejection, timeline }: Order, kind: NotificationKind): Partial<OrderSummary> {
  if (kind === 'order_rejected' && rejection?.length === 0) {
    return { rejection: [], refusalReason: timeline.find(({ status }) => status === 'REJECTED')?.reason };
  }
  if (kind === 'order_rejected' && rejection) {
    const names = new Map(items.map(({ sku, name }) => [sku, name]));
    return { rejection: rejection.map((line) => ({ ...line, name: names.get(line.sku) })) };
  }
  const cancellation = timeline.find(({ status }) => status === 'CANCELLED');
  return kind === 'order_cancelled' && cancellation?.reason ? { cancellationReason: cancellation.reason } : {};
}
