import { Injectable } from '@nestjs/common';
import { Order, OrderScreening, Refusal } from '@app/orders';

/** Orders over 1,000.00 are not taken without a word with the customer. */
@Injectable()
export class LargeOrdersByPhone extends OrderScreening {
  override async screen({ total }: Order): Promise<Refusal | undefined> {
    return total > 100_000 ? { reason: 'Please ring us about orders of more than 1,000.00.' } : undefined;
  }
}
