import { User, UserRepository } from '@app/auth';
import { Delivery } from '@app/notifications';
import { Order, OrderRepository } from '@app/orders';
import { aPlacedOrder } from '../test/a-placed-order';
import { OrderNotifications } from './order-notifications';

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
      recipient: { email: 'ada@example.com', name: 'Ada' },
      order: { id: placed.id, items: placed.items, currency: 'EUR', total: 200, placedAt: placed.createdAt },
    });
  });

  it('that is late still says what its event said: a confirmation knows of no cancellation', async () => {
    const late = await notificationOf('order_confirmed', cancelled, ada);
    expect(late).toEqual(await notificationOf('order_confirmed', placed, ada));
  });

  it('of a cancellation gives its reason', async () => {
    const { order } = (await notificationOf('order_cancelled', cancelled, ada)) ?? {};
    expect(order).toMatchObject({ cancellationReason: 'Changed my mind', items: placed.items });
  });

  it('of a rejection names the lines at fault', async () => {
    const { order } = (await notificationOf('order_rejected', rejected, ada)) ?? {};
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

function notificationOf(kind: Delivery['kind'], order?: Order, user?: User) {
  const orders = { byId: async () => order } as unknown as OrderRepository;
  const users = { findById: async () => user } as unknown as UserRepository;
  const delivery = { eventId: 'event-1', kind, orderId: placed.id, userId: 'ada', channel: 'email' };
  return new OrderNotifications(orders, users).notificationFor(delivery);
}
