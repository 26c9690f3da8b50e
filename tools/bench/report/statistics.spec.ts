import { median, percentile, ratio } from './statistics';

describe('the median', () => {
  it.each([
    [[3, 1, 2], 2],
    [[4, 1, 3, 2], 2.5],
    [[7], 7],
    [[10, 9, 1, 100], 9.5],
  ])('of %j is %d', (values, expected) => {
    expect(median(values)).toBe(expected);
  });

  it('of nothing is refused', () => {
    expect(() => median([])).toThrow(RangeError);
  });
});

describe('a percentile', () => {
  const hundred = Array.from({ length: 100 }, (_, i) => 100 - i);

  it.each([
    [50, 50],
    [99, 99],
    [100, 100],
    [0, 1],
  ])('%d of 1 to 100 is %d', (percent, expected) => {
    expect(percentile(hundred, percent)).toBe(expected);
  });
});

describe('a ratio', () => {
  it('is nothing when one of the two is missing, or the base is zero', () => {
    expect([ratio(6, 3), ratio(undefined, 3), ratio(6, undefined), ratio(6, 0)]).toEqual([2, undefined, undefined, undefined]);
  });
});
