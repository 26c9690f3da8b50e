import { Injectable } from '@nestjs/common';
import { PricingPolicy, PricingRequest } from '../ports/pricing-policy';

/** Everybody pays the catalogue's price. */
@Injectable()
export class ListPrice extends PricingPolicy {
  override async unitPrices({ lines }: PricingRequest): Promise<number[]> {
    return lines.map(({ product }) => product.unitPrice);
  }
}
