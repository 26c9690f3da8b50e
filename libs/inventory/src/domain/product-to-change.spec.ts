import { Product } from './product';
import { ProductCondition, productToChange } from './product-to-change';

const mug: Product = {
  ...{ sku: 'MUG', name: 'Blue mug', unitPrice: 950, currency: 'EUR', onHand: 10, reserved: 4, version: 5 },
  updatedAt: new Date('2026-01-01T00:00:00Z'),
};
const mismatch = expect.objectContaining({ kind: 'precondition_failed', code: 'version_mismatch' }) as Error;

describe('the product to change', () => {
  it.each<[ProductCondition[]]>([[[]], [[5]], [['present']], [[5, 'present']]])('is what was found, if it is as demanded: %j', (conditions) => {
    expect(productToChange(mug, conditions)).toBe(mug);
  });

  it.each<[ProductCondition[]]>([[[4]], [[6]], [['absent']], [[5, 'absent']], [[4, 'present']]])('is refused if it is not: %j', (conditions) => {
    expect(() => productToChange(mug, conditions)).toThrow(mismatch);
  });

  it('may be none, if none is demanded', () => {
    expect(productToChange(undefined, [])).toBeUndefined();
    expect(productToChange(undefined, ['absent'])).toBeUndefined();
  });

  it.each<[ProductCondition[]]>([[[1]], [[0]], [['present']], [['present', 'absent']]])('may not be none if one is demanded: %j', (conditions) => {
    expect(() => productToChange(undefined, conditions)).toThrow(mismatch);
  });
});
