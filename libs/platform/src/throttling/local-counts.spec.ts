import { LocalCounts } from './local-counts';

const aMinuteMs = 60_000;

describe('counts in a process', () => {
  const known = 25_000;

  it('are kept of one that is taken again, however many others come in between', () => {
    const counts = new LocalCounts(aMinuteMs);
    counts.take('one');
    for (let round = 2; round < 5; round += 1) {
      flood(counts, known - 1, `${round}`);
      expect(counts.take('one').taken).toBe(round);
    }
  });

  it('are forgotten of one that is not taken again, so that a flood fills no memory', () => {
    const counts = new LocalCounts(aMinuteMs);
    counts.take('one');
    flood(counts, 2 * known, 'others');
    expect(counts.take('one').taken).toBe(1);
  });

  it('of a process alone go on from what Redis told, until its window ends', () => {
    const counts = new LocalCounts(aMinuteMs);
    const endsAt = performance.now() + 1000;
    counts.learn('one', { taken: 7, endsAt });
    expect([counts.take('one'), counts.take('one')]).toEqual([{ taken: 8, endsAt }, { taken: 9, endsAt }]);
  });

  it('hold against a Redis that knows less, and give way to one that knows more', () => {
    const counts = new LocalCounts(aMinuteMs);
    const endsAt = performance.now() + aMinuteMs;
    counts.learn('one', { taken: 7, endsAt });
    counts.take('one');
    expect(counts.learn('one', { taken: 1, endsAt })).toMatchObject({ taken: 9 });
    expect(counts.learn('one', { taken: 20, endsAt })).toMatchObject({ taken: 20 });
  });

  it('go on from what Redis told last, also when this was not their first time alone', () => {
    const counts = new LocalCounts(aMinuteMs);
    counts.take('one');
    counts.learn('one', { taken: 20, endsAt: performance.now() + aMinuteMs });
    expect(counts.take('one')).toMatchObject({ taken: 21 });
  });

  it('follow a Redis that answers all the time, up and down', () => {
    const counts = new LocalCounts(aMinuteMs);
    const endsAt = performance.now() + aMinuteMs;
    const told = [5, 6, 1, 300].map((taken) => ({ taken, endsAt }));
    expect(told.map((count) => counts.learn('one', count))).toEqual(told);
  });
});

function flood(counts: LocalCounts, keys: number, prefix: string): void {
  for (let index = 0; index < keys; index += 1) {
    counts.take(`${prefix} ${index}`);
  }
}
