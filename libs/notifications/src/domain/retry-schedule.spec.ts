import { pauseAfter } from './retry-schedule';

const days = 24 * 3600;

describe('the pause after a failed attempt', () => {
  it('doubles from five seconds up to a quarter of an hour', () => {
    const pauses = [1, 2, 3, 8, 9, 100, 5000].map((attempts) => pauseAfter({ attempts, ageSeconds: 0 }, 0));
    expect(pauses).toEqual([5000, 10_000, 20_000, 640_000, 900_000, 900_000, 900_000]);
  });

  it('is shorter by chance, by half at most', () => {
    expect([0, 0.5, 1].map((chance) => pauseAfter({ attempts: 2, ageSeconds: 0 }, chance))).toEqual([10_000, 7500, 5000]);
  });

  it('has no end within four days, and there is none after them', () => {
    expect(pauseAfter({ attempts: 400, ageSeconds: 4 * days - 1 }, 0)).toBe(900_000);
    expect(pauseAfter({ attempts: 1, ageSeconds: 4 * days }, 0)).toBeUndefined();
  });
});
