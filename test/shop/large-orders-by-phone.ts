import { Injectable } from '@nestjs/common';
import { Order, OrderScreening, Refusal } from '@app/orders';
import { ShopSettings } from './shop-settings';

/** Large orders are not taken without a word with the customer. */
@Injectable()
export class LargeOrdersByPhone extends OrderScreening {
  constructor(private readonly settings: ShopSettings) {
    super();
  }

  override async screen({ total }: Order): Promise<Refusal | undefined> {
    return total > this.settings.LARGE_ORDER ? { reason: 'Please ring us about an order as large as this.' } : undefined;
  }
}
