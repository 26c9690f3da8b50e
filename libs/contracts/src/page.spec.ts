import { pageOf, positionIn } from './page';

describe('a position in a list', () => {
  it.each(['0198f5a2-6f0e-7c11-9a53-2d3c1f0b7e44', 'COFFEE-ETH-1KG', 'a', 'v1.2_3', 'A'.repeat(64)])('may be %s', (cursor) => {
    expect(positionIn(cursor)).toBe(cursor);
  });

  it.each<[string, unknown]>([
    ['empty', ''],
    ['longer than any id', 'a'.repeat(65)],
    ['an operator', '$gt'],
    ['JSON', '{"$gt":""}'],
    ['a path', '../users'],
    ['a text with a line break', 'abc\n'],
    ['an object', { $gt: '' }],
    ['an array', ['a']],
    ['a number', 1],
  ])('is refused when it is %s', (_case, cursor) => {
    expect(() => positionIn(cursor as string)).toThrow(expect.objectContaining({ kind: 'invalid', code: 'invalid_cursor' }));
  });
});

describe('a page', () => {
  it('ends the list when there are no more rows than fit', () => {
    expect(pageOf(['a', 'b'], 2, String)).toEqual({ data: ['a', 'b'], nextCursor: null });
    expect(pageOf([], 2, String)).toEqual({ data: [], nextCursor: null });
  });

  it('leaves the row too many to the next page, which begins after its own last row', () => {
    expect(pageOf(['a', 'b', 'c'], 2, String)).toEqual({ data: ['a', 'b'], nextCursor: 'b' });
  });
});
