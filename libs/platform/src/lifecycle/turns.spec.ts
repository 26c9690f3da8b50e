import { Turns } from './turns';

describe('taking turns', () => {
  it('lets so many work at once and no more, in the order of arrival', async () => {
    const turns = new Turns(2);
    const begun: number[] = [];
    const ends: (() => void)[] = [];
    const all = [0, 1, 2, 3].map((i) =>
      turns.take(async () => {
        begun.push(i);
        await new Promise<void>((resolve) => ends.push(resolve));
      }),
    );
    await turnOfTheLoop();
    expect(begun).toEqual([0, 1]);
    ends.shift()?.();
    await turnOfTheLoop();
    expect(begun).toEqual([0, 1, 2]);
    ends.splice(0).forEach((end) => end());
    await turnOfTheLoop();
    ends.forEach((end) => end());
    await Promise.all(all);
    expect(begun).toEqual([0, 1, 2, 3]);
  });

  it('hands on what the work answers, and goes on after it failed', async () => {
    const turns = new Turns(1);
    await expect(turns.take(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
    await expect(turns.take(async () => 'yes')).resolves.toBe('yes');
  });
});

function turnOfTheLoop(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
