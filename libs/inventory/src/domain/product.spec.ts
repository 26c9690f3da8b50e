import { DomainError } from '@app/contracts';
import fc from 'fast-check';
import { adjustStock, availableUnits, correctReserved, introduceProduct, isAsDescribed, maxOnHand, Product, reviseProduct } from './product';

const at = new Date('2026-01-31T09:30:00Z');
const context = { movementId: 'movement-1', actor: 'admin-1', at };
const description = { sku: 'MUG', name: 'Blue mug', unitPrice: 950, currency: 'EUR', onHand: 10 };
const belowReserved = { kind: 'conflict', code: 'stock_below_reserved' };
const aboveMaximum = { kind: 'conflict', code: 'stock_above_maximum' };

describe('introducing a product', () => {
  it('begins at version 1 with nothing reserved; the ledger counts its units', () => {
    expect(introduceProduct(description, context)).toEqual({
      product: { ...description, reserved: 0, version: 1, updatedAt: at },
      movement: { id: 'movement-1', sku: 'MUG', kind: 'counted', onHandDelta: 10, reservedDelta: 0, actor: 'admin-1', at },
    });
  });

  it('leaves the ledger empty when no units came with it', () => {
    expect(introduceProduct({ ...description, onHand: 0 }, context).movement).toBeNull();
  });
});

describe('a description', () => {
  it('says nothing new of a product that is so already, whatever is reserved', () => {
    expect(isAsDescribed(mug(), description)).toBe(true);
    for (const other of [{ name: 'Red mug' }, { unitPrice: 951 }, { currency: 'USD' }, { onHand: 11 }]) {
      expect(isAsDescribed(mug(), { ...description, ...other })).toBe(false);
    }
  });
});

describe('correcting what is reserved', () => {
  const ledger = { reserved: 3 };
  const correction = { sku: 'MUG', held: 3, seen: { reserved: 4, ledger } };

  it('takes what orders hold, and the ledger adds up to it afterwards and says why', () => {
    const { product, movement } = correctReserved(mug(), ledger, correction, context);
    expect(product).toEqual({ ...mug(), reserved: 3, version: 6, updatedAt: at });
    expect(movement).toMatchObject({ kind: 'adjusted', onHandDelta: 0, reservedDelta: 0 });
    expect(movement?.reason).toBe('reconciled: 4 were reserved, 3 by the ledger, 3 are held by orders');
  });

  it.each([2, -3])('heeds that orders have moved %d units since it was seen', (units) => {
    const moved = { ...mug(), reserved: 4 + units };
    const { product, movement } = correctReserved(moved, { reserved: 3 + units }, correction, context);
    expect(product.reserved).toBe(3 + units);
    expect(movement).toMatchObject({ reservedDelta: 0 });
  });

  it.each([
    ['whose record was changed', { ...mug(), reserved: 5 }, ledger],
    ['that was corrected', { ...mug(), reserved: 3 }, ledger],
    ['that is gone', undefined, ledger],
  ])('leaves alone a product %s since', (_what, product, now) => {
    const correct = () => correctReserved(product, now, correction, context);
    expect(correct).toThrow(expect.objectContaining({ kind: 'conflict', code: 'units_changed_since' }));
  });

  it('lets a ledger add up that alone says otherwise', () => {
    const { product, movement } = correctReserved(mug(), ledger, { ...correction, held: 4 }, context);
    expect([product.reserved, movement?.reservedDelta]).toEqual([4, 1]);
  });

  it('promises no more than there is', () => {
    const correct = () => correctReserved(mug(), ledger, { ...correction, held: 11 }, context);
    expect(correct).toThrow(expect.objectContaining(belowReserved));
  });
});

describe('revising a product', () => {
  it('takes on the description, keeps what is reserved, and the ledger counts the difference', () => {
    const { product, movement } = reviseProduct(mug(), { ...description, name: 'Red mug', onHand: 7 }, context);
    expect(product).toEqual({ ...mug(), name: 'Red mug', onHand: 7, version: 6, updatedAt: at });
    expect(movement).toMatchObject({ kind: 'counted', onHandDelta: -3, reservedDelta: 0 });
  });

  it('leaves the ledger alone when no units moved, and is still a new version', () => {
    const { product, movement } = reviseProduct(mug(), { ...description, unitPrice: 990 }, context);
    expect(product).toMatchObject({ unitPrice: 990, version: 6 });
    expect(movement).toBeNull();
  });

  it('may take all that is not reserved, and not one unit more', () => {
    expect(reviseProduct(mug(), { ...description, onHand: 4 }, context).product.onHand).toBe(4);
    expect(() => reviseProduct(mug(), { ...description, onHand: 3 }, context)).toThrow(
      expect.objectContaining(belowReserved),
    );
  });
});

describe('adjusting stock', () => {
  it('adds units, and the ledger says how many, who and why', () => {
    const { product, movement } = adjustStock(mug(), { sku: 'MUG', delta: 5 }, { ...context, reason: 'delivery' });
    expect(product).toEqual({ ...mug(), onHand: 15, version: 6, updatedAt: at });
    expect(movement).toMatchObject({ kind: 'adjusted', onHandDelta: 5, reason: 'delivery', actor: 'admin-1', sku: 'MUG' });
  });

  it('may take all that is not reserved, and not one unit more', () => {
    expect(availableUnits(adjustStock(mug(), { sku: 'MUG', delta: -6 }, context).product)).toBe(0);
    expect(() => adjustStock(mug(), { sku: 'MUG', delta: -7 }, context)).toThrow(expect.objectContaining(belowReserved));
  });

  it('may fill up to the maximum, and not one unit more', () => {
    expect(adjustStock(mug(), { sku: 'MUG', delta: maxOnHand - 10 }, context).product.onHand).toBe(maxOnHand);
    expect(() => adjustStock(mug(), { sku: 'MUG', delta: maxOnHand - 9 }, context)).toThrow(
      expect.objectContaining(aboveMaximum),
    );
  });

  it('is refused for a product that is not in the catalogue, naming it', () => {
    expect(() => adjustStock(undefined, { sku: 'CUP', delta: 1 }, context)).toThrow(
      expect.objectContaining({ kind: 'not_found', code: 'sku_unknown', message: expect.stringContaining('CUP') }),
    );
  });
});

describe('any number of changes', () => {
  const amount = fc.oneof(fc.integer({ min: -maxOnHand, max: maxOnHand }), fc.constantFrom(2 ** 31, 2 ** 53, -(2 ** 53), Number.MAX_SAFE_INTEGER));
  const change = fc.record({ isCount: fc.boolean(), amount });

  it('leave units that can be counted exactly, as the ledger counts them', () => {
    fc.assert(
      fc.property(fc.array(change, { maxLength: 50 }), (changes) => {
        const { product, moved } = changes.reduce(afterChange, { product: mug(), moved: 0n });
        expect(BigInt(product.onHand)).toBe(BigInt(mug().onHand) + moved);
        expect(product.onHand).toBeGreaterThanOrEqual(product.reserved);
        expect(product.onHand).toBeLessThanOrEqual(maxOnHand);
      }),
    );
  });

  /** What is refused changes nothing. */
  function afterChange({ product, moved }: { product: Product; moved: bigint }, { isCount, amount }: { isCount: boolean; amount: number }) {
    try {
      const { product: changed, movement } = isCount
        ? reviseProduct(product, { ...description, onHand: amount }, context)
        : adjustStock(product, { sku: 'MUG', delta: amount }, context);
      return { product: changed, moved: moved + BigInt(movement?.onHandDelta ?? 0) };
    } catch (error) {
      expect(error).toBeInstanceOf(DomainError);
      return { product, moved };
    }
  }
});

function mug(): Product {
  return { ...description, reserved: 4, version: 5, updatedAt: new Date('2026-01-01T00:00:00Z') };
}
