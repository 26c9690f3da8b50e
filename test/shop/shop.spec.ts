import { describePasswordHasher } from '@app/auth/contract-suites';
import { OrderEvent } from '@app/contracts';
import { describeAllocationStrategy } from '@app/inventory/contract-suites';
import { describeOrderEventHandler } from '@app/messaging/contract-suites';
import { permanentlyRefused } from '@app/notifications';
import { describeMessageTemplates, describeNotificationChannel } from '@app/notifications/contract-suites';
import { OrderRepository } from '@app/orders';
import { describeOrderScreening, describePricingPolicy } from '@app/orders/contract-suites';
import { BookCourier } from './book-courier';
import { CheaperByTheTen } from './cheaper-by-the-ten';
import { Courier } from './courier';
import { LargeOrdersByPhone } from './large-orders-by-phone';
import { Pinboard } from './pinboard';
import { PinboardChannel } from './pinboard.channel';
import { ScryptPasswordHasher } from './scrypt-password-hasher';
import { ShopSettings } from './shop-settings';
import { SignedMessages } from './signed-messages';
import { SmallOrdersFirst } from './small-orders-first';

const keptByArgon2 = {
  password: 'a password of before',
  hash: '$argon2id$v=19$m=1024,t=2,p=1$kF+7tZEcyjxu8F2cmrnAlg$QZoTdKp+bHeNqd5NCwyRcVOxs3OD9gUCmWwSwyVOYZE',
};

describePricingPolicy('CheaperByTheTen', () => new CheaperByTheTen());
describeAllocationStrategy('SmallOrdersFirst', new SmallOrdersFirst());
describeMessageTemplates('SignedMessages', new SignedMessages());
describePasswordHasher('ScryptPasswordHasher', () => new ScryptPasswordHasher(), [keptByArgon2]);
describeOrderScreening('LargeOrdersByPhone', () => ({
  screening: new LargeOrdersByPhone(new ShopSettings()),
  unwelcome: (usual) => ({ ...usual, total: 100_001 }),
}));

describe('the board', () => {
  const board = new Pinboard();
  describeNotificationChannel('PinboardChannel', () => ({
    channel: new PinboardChannel(board),
    handedOver: () => board.notes,
    refuseNext: () => board.failNext(permanentlyRefused('The board is full for ever.')),
    failNext: () => board.failNext(new Error('The board is being cleaned.')),
  }));
});

describe('the courier', () => {
  const order = { id: 'order-1', userId: 'ada', items: [{ sku: 'TEA', quantity: 3 }] };
  const orders = { byId: async (id: string) => (id === order.id ? order : undefined) } as unknown as OrderRepository;
  const event: OrderEvent = {
    id: `${order.id}-v2`,
    type: 'order.confirmed',
    version: 1,
    occurredAt: '2026-01-31T09:30:00.000Z',
    correlationId: 'request-1',
    data: { orderId: order.id, userId: order.userId, version: 2 },
  };
  describeOrderEventHandler('BookCourier', () => {
    const courier = new Courier();
    return {
      handler: new BookCourier(orders, courier),
      another: new BookCourier(orders, courier),
      event,
      effects: () => [...courier.booked],
      failNext: () => courier.failNext(new Error('The courier does not answer.')),
    };
  });
});

it('rounds a tenth off in favour of the customer', async () => {
  const product = { sku: 'TEA', name: 'Tea', unitPrice: 999, currency: 'EUR' };
  const lines = [9, 10].map((quantity) => ({ product, quantity }));
  await expect(new CheaperByTheTen().unitPrices({ userId: 'ada', lines })).resolves.toEqual([999, 899]);
});
