import { SeededRandom } from './seeded-random';

const draws = (random: SeededRandom) => Array.from({ length: 1000 }, () => random.next());

describe('seeded chance', () => {
  it('is the same for the same seed, and another for another', () => {
    expect(draws(new SeededRandom(7))).toEqual(draws(new SeededRandom(7)));
    expect(draws(new SeededRandom(7))).not.toEqual(draws(new SeededRandom(8)));
  });

  it('is spread over the whole range', () => {
    const drawn = draws(new SeededRandom(1));
    expect(Math.min(...drawn)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...drawn)).toBeLessThan(1);
    expect(drawn.filter((value) => value < 0.25).length / drawn.length).toBeCloseTo(0.25, 1);
  });

  it('never strikes with probability 0, always with 1', () => {
    const random = new SeededRandom(3);
    const strikes = (probability: number) => Array.from({ length: 100 }, () => random.chance(probability));
    expect(new Set(strikes(0))).toEqual(new Set([false]));
    expect(new Set(strikes(1))).toEqual(new Set([true]));
  });

  it('shuffles without losing anything', () => {
    const things = Array.from({ length: 20 }, (_, i) => i);
    const shuffled = new SeededRandom(3).shuffled(things);
    expect(shuffled).not.toEqual(things);
    expect([...shuffled].sort((a, b) => a - b)).toEqual(things);
  });
});
