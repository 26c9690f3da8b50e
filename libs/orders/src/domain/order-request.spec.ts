import fc from 'fast-check';
import { fingerprintOf, maxQuantity, mergeLines, RequestedLine } from './order-request';

const line = fc.record({ sku: fc.constantFrom('A', 'B', 'C'), quantity: fc.integer({ min: 1, max: 100 }) });
const someLines = fc.array(line, { minLength: 1, maxLength: 20 });

describe('merging lines', () => {
  it('sums the lines of one SKU where it first stood', () => {
    expect(mergeLines([a(1), b(2), a(3)])).toEqual([a(4), b(2)]);
  });

  it('allows a sum up to the most that one line may ask for', () => {
    expect(mergeLines([a(maxQuantity - 1), a(1)])).toEqual([a(maxQuantity)]);
  });

  it('refuses a sum beyond that, naming the SKU', () => {
    expect(() => mergeLines([a(maxQuantity), a(1)])).toThrow(
      expect.objectContaining({ kind: 'invalid', code: 'quantity_too_large', message: expect.stringContaining('A') }),
    );
  });

  it('loses no unit and leaves each SKU once', () => {
    fc.assert(
      fc.property(someLines, (lines) => {
        const merged = mergeLines(lines);
        expect(new Set(merged.map(({ sku }) => sku)).size).toBe(merged.length);
        expect(unitsIn(merged)).toBe(unitsIn(lines));
      }),
    );
  });

  it('takes a SKU that every object has for a SKU', () => {
    expect(mergeLines([{ sku: '__proto__', quantity: 1 }])).toEqual([{ sku: '__proto__', quantity: 1 }]);
  });
});

describe('the fingerprint of a request', () => {
  it('is the same however its lines are ordered', () => {
    fc.assert(
      fc.property(someLines, fc.nat(20), (lines, turns) => {
        const turned = [...lines.slice(turns), ...lines.slice(0, turns)].reverse();
        expect(fingerprintOf({ items: turned, note: null })).toBe(fingerprintOf({ items: lines, note: null }));
      }),
    );
  });

  it('is the same when a line is split in two', () => {
    expect(fingerprintOf({ items: [a(1), b(1), a(2)], note: null })).toBe(fingerprintOf({ items: [a(3), b(1)], note: null }));
  });

  it.each<[string, RequestedLine[], string | null]>([
    ['quantity', [a(2)], null],
    ['SKU', [b(1)], null],
    ['number of lines', [a(1), b(1)], null],
    ['note', [a(1)], 'Ring twice.'],
    ['note that is empty', [a(1)], ''],
  ])('differs for another %s', (_what, items, note) => {
    expect(fingerprintOf({ items, note })).not.toBe(fingerprintOf({ items: [a(1)], note: null }));
  });

  it('stays what it was: orders in the database hold it', () => {
    expect(fingerprintOf({ items: [b(2), a(1)], note: 'Ring twice.' })).toBe(
      '92a9eb54a8902ea17b3fbbe4ff9be443e5eaed715ce42f1c89469aa9aa1d0fbd',
    );
  });
});

function a(quantity: number): RequestedLine {
  return { sku: 'A', quantity };
}

function b(quantity: number): RequestedLine {
  return { sku: 'B', quantity };
}

function unitsIn(lines: readonly RequestedLine[]): number {
  return lines.reduce((sum, { quantity }) => sum + quantity, 0);
}
