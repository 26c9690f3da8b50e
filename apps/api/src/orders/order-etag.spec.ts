import { etagOf, isKnown, parseIfMatch } from './order-etag';

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

describe('the entity tags somebody knows, in If-None-Match', () => {
  it.each(['"3"', 'W/"3"', '"2","3"', '"a,b" , W/"3"', ' "3" ', '*', ' * '])('name version 3: %s', (header) => {
    expect(isKnown({ version: 3 }, header)).toBe(true);
  });

  it.each([undefined, '', '3', '"2"', '"33"', 'w/"3"', '"3', '"*"', '*, "2"', '"a,3"', '"W/"3""', ','.repeat(10_000)])(
    'do not: %s',
    (header) => {
      expect(isKnown({ version: 3 }, header)).toBe(false);
    },
  );
});
