import { pauseAfter, pauseOfBusy } from './handler-pause';

const day = 24 * 3_600_000;
const since = '2026-01-01T00:00:00.000Z';
const begun = Date.parse(since);

describe('the pause before a handler is called again', () => {
  it.each([
    [1, 5],
    [2, 10],
    [5, 80],
    [8, 640],
    [9, 900],
    [400, 900],
  ])('after %i failures is %i seconds', (count, seconds) => {
    expect(pauseAfter({ count, since }, new Date(begun), 0)).toBe(seconds);
  });

  it('is up to half of it less by chance, in whole seconds', () => {
    expect(pauseAfter({ count: 1, since }, new Date(begun), 1)).toBe(3);
  });

  it('is none from four days after the first failure', () => {
    expect(pauseAfter({ count: 9, since }, new Date(begun + 4 * day - 1), 0)).toBe(900);
    expect(pauseAfter({ count: 9, since }, new Date(begun + 4 * day), 0)).toBeUndefined();
  });
});

describe('the pause before a handler that is busy is called', () => {
  it('is ten to twenty seconds, by chance', () => {
    expect([pauseOfBusy(0, 0), pauseOfBusy(0, 0.5), pauseOfBusy(0, 1)]).toEqual([20, 15, 10]);
  });

  it('grows with what was put off and did not come to its turn, up to a quarter of an hour', () => {
    expect([pauseOfBusy(400, 0), pauseOfBusy(10_000, 0), pauseOfBusy(60_000, 0)]).toEqual([40, 520, 900]);
  });
});
