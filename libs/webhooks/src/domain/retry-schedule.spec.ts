import { pauseAfter } from './retry-schedule';

const justBegun = { ageSeconds: 0 };

describe('the pause before the next try', () => {
  it('doubles from five seconds to an hour', () => {
    const pauses = [1, 2, 3, 10, 11, 100].map((tries) => pauseAfter({ tries, ...justBegun }, 0));
    expect(pauses).toEqual([5000, 10_000, 20_000, 2_560_000, 3_600_000, 3_600_000]);
  });

  it('is up to half of it less by chance', () => {
    expect(pauseAfter({ tries: 1, ...justBegun }, 1)).toBe(2500);
  });

  it('is followed by none after a day', () => {
    expect(pauseAfter({ tries: 30, ageSeconds: 86_399 }, 0)).toBe(3_600_000);
    expect(pauseAfter({ tries: 30, ageSeconds: 86_400 }, 0)).toBeUndefined();
  });
});
