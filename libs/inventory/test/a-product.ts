import { randomUUID } from 'node:crypto';
import { ProductDescription } from '../src/domain/product';

/** A description of a product with a SKU of its own. */
export function aProduct(changes: Partial<ProductDescription> = {}): ProductDescription {
  return { sku: `SKU-${randomUUID()}`, name: 'Blue mug', unitPrice: 950, currency: 'EUR', onHand: 10, ...changes };
}
