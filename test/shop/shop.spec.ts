import { describePasswordHasher } from '../../libs/auth/src/ports/password-hasher.contract';
import { describeAllocationStrategy } from '../../libs/inventory/src/ports/allocation-strategy.contract';
import { describeMessageTemplates } from '../../libs/notifications/src/ports/message-templates.contract';
import { describeNotificationChannel } from '../../libs/notifications/src/ports/notification-channel.contract';
import { describeOrderScreening } from '../../libs/orders/src/ports/order-screening.contract';
import { describePricingPolicy } from '../../libs/orders/src/ports/pricing-policy.contract';
import { permanentlyRefused } from '@app/notifications';
import { CheaperByTheTen } from './cheaper-by-the-ten';
import { LargeOrdersByPhone } from './large-orders-by-phone';
import { Pinboard } from './pinboard';
import { PinboardChannel } from './pinboard.channel';
import { ScryptPasswordHasher } from './scrypt-password-hasher';
import { SignedMessages } from './signed-messages';
import { SmallOrdersFirst } from './small-orders-first';

describePricingPolicy('CheaperByTheTen', () => new CheaperByTheTen());
describeAllocationStrategy('SmallOrdersFirst', new SmallOrdersFirst());
describeMessageTemplates('SignedMessages', new SignedMessages());
describePasswordHasher('ScryptPasswordHasher', () => new ScryptPasswordHasher());
describeOrderScreening('LargeOrdersByPhone', () => ({
  screening: new LargeOrdersByPhone(),
  unwelcome: (usual) => ({ ...usual, total: 100_001 }),
}));

describe('the board', () => {
  const board = new Pinboard();
  describeNotificationChannel('PinboardChannel', () => ({
    channel: new PinboardChannel(board),
    handedOver: () => board.notes.length,
    refuseNext: () => board.failNext(permanentlyRefused('The board is full for ever.')),
    failNext: () => board.failNext(new Error('The board is being cleaned.')),
  }));
});

it('rounds a tenth off in favour of the customer', async () => {
  const product = { sku: 'TEA', name: 'Tea', unitPrice: 999, currency: 'EUR' };
  const lines = [9, 10].map((quantity) => ({ product, quantity }));
  await expect(new CheaperByTheTen().unitPrices({ userId: 'ada', lines })).resolves.toEqual([999, 899]);
});
