import { Page } from '@app/contracts';
import { Config } from '@app/platform';
import fc from 'fast-check';
import { SignedCursors } from './signed-cursors';

const secret = 'the secret of these tests, which is long enough';
const nextSecret = 'the secret that follows it, as long as the other';
const cursors = cursorsUnder(secret);
const cursor = cursors.seal('orders', 'ada', 'order-7');
const invalid = expect.objectContaining({ kind: 'invalid', code: 'invalid_cursor' });

describe('a cursor', () => {
  it('gives back the position it was made from, to the same viewer of the same list', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string({ unit: 'grapheme', minLength: 1 }), (list, viewer, position) => {
        expect(cursors.open(list, viewer, cursors.seal(list, viewer, position))).toBe(position);
      }),
    );
  });

  it('can stand in an address as it is, and is short', () => {
    expect(cursors.seal('orders', 'ada', 'x'.repeat(64))).toMatch(/^[\w-]{1,120}$/);
  });

  it.each([
    ['another viewer', 'orders', 'eve'],
    ['another list', 'movements', 'ada'],
    ['a list and a viewer that only read alike together', 'ordersa', 'da'],
  ])('is refused to %s', (_who, list, viewer) => {
    expect(() => cursors.open(list, viewer, cursor)).toThrow(invalid);
  });

  it('is refused with any character changed, added or taken away', () => {
    const character = fc.constantFrom(...'AZaz09-_=+/ \n');
    fc.assert(
      fc.property(fc.nat(cursor.length), fc.nat(2), fc.string({ unit: character, maxLength: 2 }), (at, taken, put) => {
        const altered = cursor.slice(0, at) + put + cursor.slice(at + taken);
        fc.pre(altered !== cursor);
        expect(() => cursors.open('orders', 'ada', altered)).toThrow(invalid);
      }),
      { numRuns: 1000 },
    );
  });

  it('is refused when it is no cursor at all', () => {
    const anything = fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.base64String(), fc.uuid());
    fc.assert(fc.property(anything, (text) => expect(() => cursors.open('orders', 'ada', text)).toThrow(invalid)));
  });

  it('is refused when somebody made it who knows all but the secret', () => {
    expect(() => cursors.open('orders', 'ada', cursorsUnder(nextSecret).seal('orders', 'ada', 'order-7'))).toThrow(invalid);
  });

  it('made before the secret was changed is good until the old secret is taken away', () => {
    const changed = cursorsUnder(nextSecret, secret);
    expect(changed.open('orders', 'ada', cursor)).toBe('order-7');
    expect(changed.seal('orders', 'ada', 'order-7')).toBe(cursorsUnder(nextSecret).seal('orders', 'ada', 'order-7'));
    expect(() => cursorsUnder(nextSecret).open('orders', 'ada', cursor)).toThrow(invalid);
  });
});

describe('a page of a list', () => {
  it('is read from the position in the cursor, and ends with a cursor for the next', async () => {
    expect(await page({ limit: 5, cursor })).toEqual({
      data: [{ limit: 5, cursor: 'order-7' }],
      nextCursor: cursors.seal('orders', 'ada', 'order-3'),
    });
  });

  it('is the first where there is no cursor, and may be the last', async () => {
    expect(await page({ limit: 5 }, null)).toEqual({ data: [{ limit: 5 }], nextCursor: null });
  });

  it.each(['', 'order-7', `${cursor}A`])('is not read for the cursor "%s"', async (forged) => {
    await expect(page({ limit: 5, cursor: forged })).rejects.toEqual(invalid);
  });
});

/** Its only row is what was asked for. */
function page(query: { cursor?: string; limit: number }, nextCursor: string | null = 'order-3'): Promise<Page<object>> {
  return cursors.page('orders', 'ada', query, async (asked) => ({ data: [asked], nextCursor }));
}

function cursorsUnder(JWT_SECRET: string, JWT_SECRET_PREVIOUS?: string): SignedCursors {
  return new SignedCursors(Object.assign(new Config(), { JWT_SECRET, JWT_SECRET_PREVIOUS }));
}
