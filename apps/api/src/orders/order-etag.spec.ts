import { etagOf, parseIfMatch } from './order-etag';

describe('the entity tag of an order', () => {
  it('is its version, and understood in If-Match', () => {
    expect(etagOf({ version: 3 })).toBe('"3"');
    expect(parseIfMatch(etagOf({ version: 3 }))).toBe(3);
  });

  it.each([undefined, '*', ' * '])('may be left out: %s', (header) => {
    expect(parseIfMatch(header)).toBeUndefined();
  });

  it.each(['3', 'W/"3"', '"3", "4"', '"x"', '""', '', '"1e3"', '"-1"'])('may not be %s', (header) => {
    expect(() => parseIfMatch(header)).toThrow(expect.objectContaining({ kind: 'invalid', code: 'invalid_if_match' }));
  });
});
