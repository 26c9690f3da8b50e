import { Injectable } from '@nestjs/common';
import { UserRepository } from '@app/auth';
import { NotifyAccount } from '@app/notifications';
import { Order, OrderRepository } from '@app/orders';
import { Webhook, WebhookEvent, WebhookSource } from '@app/webhooks';

/** Brings orders and the owners of webhooks to the webhooks lib. */
@Injectable()
export class OrderWebhooks extends WebhookSource {
  constructor(
    private readonly orders: OrderRepository,
    private readonly users: UserRepository,
    private readonly notifyAccount: NotifyAccount,
  ) {
    super();
  }

  override async dataOf({ orderId, seq }: WebhookEvent): Promise<object | undefined> {
    const order = await this.orders.byId(orderId);
    return order && { ...changeOf(order, seq), ...whatStays(order) };
  }

  override async mayBeTold({ ownerId, scope }: Webhook): Promise<boolean> {
    const owner = await this.users.findById(ownerId);
    return owner !== undefined && !owner.disabled && (scope === 'own' || owner.role === 'admin');
  }

  override disabled({ ownerId: userId }: Webhook): Promise<void> {
    return this.notifyAccount.execute({ kind: 'webhook_disabled', userId });
  }
}

function changeOf({ timeline, rejection }: Order, seq: number): object {
  const { status, at, actor, reason } = timeline.find((entry) => entry.seq === seq) ?? {};
  return { seq, status, at, actor, ...(reason && { reason }), ...(status === 'REJECTED' && { rejection }) };
}

function whatStays({ id, userId, items, currency, total, note, createdAt }: Order): object {
  return { orderId: id, userId, items, currency, total, note, createdAt };
}
