import { Injectable } from '@nestjs/common';
import { PricingPolicy, PricingRequest } from '@app/orders';

/** Ten of a kind cost a tenth less, rounded in the customer's favour. */
@Injectable()
export class CheaperByTheTen extends PricingPolicy {
  override async unitPrices({ lines }: PricingRequest): Promise<number[]> {
    return lines.map(({ product, quantity }) => (quantity < 10 ? product.unitPrice : Math.floor(product.unitPrice * 0.9)));
  }
}
