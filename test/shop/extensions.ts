import { ApiExtensions } from '../../apps/api/src/api-extensions';
import { OrderProcessorExtensions } from '../../apps/order-processor/src/order-processor-extensions';
import { BookCourier } from './book-courier';
import { CheaperByTheTen } from './cheaper-by-the-ten';
import { LargeOrdersByPhone } from './large-orders-by-phone';
import { PinboardChannel } from './pinboard.channel';
import { ScryptPasswordHasher } from './scrypt-password-hasher';
import { ShopModule } from './shop.module';
import { SignedMessages } from './signed-messages';
import { SmallOrdersFirst } from './small-orders-first';

/** This shop's own rules of taking orders. */
export const apiExtensions: ApiExtensions = {
  pricing: CheaperByTheTen,
  passwordHasher: ScryptPasswordHasher,
  imports: [ShopModule],
};

/** This shop's own rules of deciding orders and telling customers. */
export const orderProcessorExtensions: OrderProcessorExtensions = {
  screenings: [LargeOrdersByPhone],
  allocation: SmallOrdersFirst,
  channels: [PinboardChannel],
  templates: SignedMessages,
  handlers: [BookCourier],
  imports: [ShopModule],
};
