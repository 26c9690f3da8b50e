import { etagOf, isKnown, parseIfMatch, parsePreconditions } from './entity-tag';

const invalidIfMatch = expect.objectContaining({ kind: 'invalid', code: 'invalid_if_match' }) as Error;
const invalidIfNoneMatch = expect.objectContaining({ kind: 'invalid', code: 'invalid_if_none_match' }) as Error;

describe('the entity tag of a thing', () => {
  it.each([1, 3, 999_999_999_999_999])('is its version, and understood in If-Match: %d', (version) => {
    expect(etagOf({ version })).toBe(`"${version}"`);
    expect(parseIfMatch(etagOf({ version }))).toBe(version);
  });

  it.each([undefined, '*', ' * '])('may be left out: %s', (header) => {
    expect(parseIfMatch(header)).toBeUndefined();
  });

  it.each(['3', 'W/"3"', '"3", "4"', '"x"', '""', '', '"1e3"', '"-1"', '"9007199254740993"'])('may not be %s', (header) => {
    expect(() => parseIfMatch(header)).toThrow(invalidIfMatch);
  });
});

describe('what a PUT demands', () => {
  it.each([
    [undefined, undefined, []],
    ['"3"', undefined, [3]],
    ['*', undefined, ['present']],
    [undefined, '*', ['absent']],
    [undefined, ' * ', ['absent']],
    ['"3"', '*', [3, 'absent']],
    ['*', '*', ['present', 'absent']],
  ])('by If-Match %s and If-None-Match %s is %j', (ifMatch, ifNoneMatch, demanded) => {
    expect(parsePreconditions(ifMatch, ifNoneMatch)).toEqual(demanded);
  });

  it('may not be anything else', () => {
    expect(() => parsePreconditions('3', undefined)).toThrow(invalidIfMatch);
    for (const header of ['"3"', '', 'W/"3"', '*, "3"']) {
      expect(() => parsePreconditions(undefined, header)).toThrow(invalidIfNoneMatch);
    }
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
