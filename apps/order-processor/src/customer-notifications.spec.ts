import { IssuePasswordReset, User, UserRepository } from '@app/auth';
import { Delivery, OrderSummary } from '@app/notifications';
import { Order, OrderRepository } from '@app/orders';
import { aPlacedOrder } from '../test/a-placed-order';
import { Config } from '@app/platform';
import { CustomerNotifications } from './customer-notifications';

const ada: User = { id: 'ada', email: 'ada@example.com', name: 'Ada', role: 'customer', disabled: false };
const placed = aPlacedOrder({ MUG: 2 });
const cancelled: Order = {
  ...placed,
  status: 'CANCELLED',
  version: 3,
  timeline: [
    ...placed.timeline,
    { seq: 2, status: 'CONFIRMED', at: new Date(), actor: 'system' },
    { seq: 3, status: 'CANCELLED', at: new Date(), actor: 'customer', reason: 'Changed my mind' },
  ],
};
const rejected: Order = {
  ...placed,
  status: 'REJECTED',
  rejection: [{ sku: 'MUG', reason: 'insufficient_stock', requested: 2, available: 1 }],
};

describe('the notification of a delivery', () => {
  it('names the customer and what the order holds', async () => {
    await expect(notificationOf('order_confirmed', placed, ada)).resolves.toEqual({
      eventId: 'event-1',
      kind: 'order_confirmed',
      recipient: { userId: 'ada', email: 'ada@example.com', name: 'Ada' },
      order: { id: placed.id, items: placed.items, currency: 'EUR', total: 200, placedAt: placed.createdAt },
    });
  });

  it('that is late still says what its event said: a confirmation knows of no cancellation', async () => {
    const late = await notificationOf('order_confirmed', cancelled, ada);
    expect(late).toEqual(await notificationOf('order_confirmed', placed, ada));
  });

  it('of a cancellation gives its reason', async () => {
    const order = await summaryIn('order_cancelled', cancelled);
    expect(order).toMatchObject({ cancellationReason: 'Changed my mind', items: placed.items });
  });

  it('of an order that was refused as a whole says why', async () => {
    const refused = { seq: 2, status: 'REJECTED', at: new Date(), actor: 'system', reason: 'Please ring us.' } as const;
    const order = await summaryIn('order_rejected', { ...rejected, rejection: [], timeline: [...placed.timeline, refused] });
    expect(order).toMatchObject({ rejection: [], refusalReason: 'Please ring us.' });
  });

  it('of a rejection names the lines at fault', async () => {
    const order = await summaryIn('order_rejected', rejected);
    expect(order?.rejection).toEqual([
      { sku: 'MUG', name: 'Product MUG', reason: 'insufficient_stock', requested: 2, available: 1 },
    ]);
  });

  it.each([
    ['order', undefined, ada],
    ['user', placed, undefined],
  ])('does not exist without the %s', async (_, order, user) => {
    await expect(notificationOf('order_confirmed', order, user)).resolves.toBeUndefined();
  });
});

describe('the notification about an account', () => {
  it('names its owner, and no order', async () => {
    await expect(accountNotificationOf('password_changed', ada)).resolves.toEqual({
      eventId: 'event-1',
      kind: 'password_changed',
      recipient: { userId: 'ada', email: 'ada@example.com', name: 'Ada' },
    });
  });

  it('of a forgotten password carries a token made for it, and a link if there is a page for that', async () => {
    const passwordReset = { token: 'token of ada', validMinutes: 30 };
    expect(await accountNotificationOf('password_reset', ada)).toMatchObject({ passwordReset });
    expect(await accountNotificationOf('password_reset', ada, 'https://shop.example.com/reset')).toMatchObject({
      passwordReset: { ...passwordReset, link: 'https://shop.example.com/reset#token=token of ada' },
    });
  });

  it('does not exist without the user, and then there is no token either', async () => {
    await expect(accountNotificationOf('password_reset', undefined)).resolves.toBeUndefined();
  });
});

function notificationOf(kind: Delivery['kind'], order?: Order, user?: User) {
  const delivery = { eventId: 'event-1', kind, orderId: placed.id, userId: 'ada', channel: 'email' };
  return sourceOf(order, user).notificationFor(delivery);
}

async function summaryIn(kind: Delivery['kind'], order: Order): Promise<OrderSummary | undefined> {
  const notification = await notificationOf(kind, order, ada);
  return notification && 'order' in notification ? notification.order : undefined;
}

function accountNotificationOf(kind: Delivery['kind'], user?: User, resetPage?: string) {
  return sourceOf(undefined, user, resetPage).notificationFor({ eventId: 'event-1', kind, userId: 'ada', channel: 'email' });
}

function sourceOf(order?: Order, user?: User, PASSWORD_RESET_URL?: string): CustomerNotifications {
  const orders = { byId: async () => order } as unknown as OrderRepository;
  const users = { findById: async () => user } as unknown as UserRepository;
  const issue = { execute: async (userId: string) => ({ token: `token of ${userId}`, validMinutes: 30 }) };
  return new CustomerNotifications(orders, users, issue as IssuePasswordReset, { PASSWORD_RESET_URL } as Config);
}
