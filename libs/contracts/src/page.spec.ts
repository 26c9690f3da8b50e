import fc from 'fast-check';
import { decodeCursor, encodeCursor, pageOf } from './page';

const wellFormedText = fc.string({ unit: 'grapheme', minLength: 1 });

describe('a cursor', () => {
  it('gives back the position it was made from', () => {
    fc.assert(fc.property(wellFormedText, (position) => expect(decodeCursor(encodeCursor(position))).toBe(position)));
  });

  it('can stand in an address as it is', () => {
    fc.assert(fc.property(wellFormedText, (position) => expect(encodeCursor(position)).toMatch(/^[\w-]+$/)));
  });

  it.each([
    ['an empty text', ''],
    ['a text that is not base64', 'not a cursor!'],
    ['a padded cursor', `${encodeCursor('a')}==`],
    ['a cursor with a line break', `${encodeCursor('abc')}\n`],
    ['bytes that are no text', Buffer.from([0xff, 0xfe]).toString('base64url')],
    ['a cursor with a stray bit', 'YR'],
    ['an ordinary id', '0198f5a2-6f0e-7c11-9a53-2d3c1f0b7e44'],
  ])('is refused when it is %s', (_case, cursor) => {
    expect(() => decodeCursor(cursor)).toThrow(expect.objectContaining({ kind: 'invalid', code: 'invalid_cursor' }));
  });

  it('is either refused or exactly one that was given out', () => {
    fc.assert(
      fc.property(fc.string(), (cursor) => {
        try {
          expect(encodeCursor(decodeCursor(cursor))).toBe(cursor);
        } catch (error) {
          expect(error).toMatchObject({ code: 'invalid_cursor' });
        }
      }),
    );
  });
});

describe('a page', () => {
  it('ends the list when there are no more rows than fit', () => {
    expect(pageOf(['a', 'b'], 2, String)).toEqual({ data: ['a', 'b'], nextCursor: null });
    expect(pageOf([], 2, String)).toEqual({ data: [], nextCursor: null });
  });

  it('leaves the row too many to the next page, which begins after its own last row', () => {
    const { data, nextCursor } = pageOf(['a', 'b', 'c'], 2, String);
    expect(data).toEqual(['a', 'b']);
    expect(decodeCursor(nextCursor ?? '')).toBe('b');
  });
});
