import { Coalescer, CoalescerOptions } from './coalescer';

interface Batch {
  readonly items: readonly number[];
  readonly end: (results: readonly (string | Error)[]) => void;
  readonly fail: (error: Error) => void;
}

let batches: Batch[];

beforeEach(() => {
  jest.useFakeTimers();
  batches = [];
});
afterEach(() => jest.useRealTimers());

describe('coalescing calls into batches', () => {
  it('puts together what comes in the same turn of the loop', async () => {
    const coalescer = coalescerOf({ largest: 10 });
    const results = Promise.all([1, 2, 3].map((item) => coalescer.add(item)));
    await turnOfTheLoop();
    expect(sizes()).toEqual([3]);
    batches[0]?.end(['one', 'two', 'three']);
    await expect(results).resolves.toEqual(['one', 'two', 'three']);
  });

  it('lets the next batch grow while one is under way', async () => {
    const coalescer = coalescerOf({ largest: 10 });
    const first = coalescer.add(1);
    await turnOfTheLoop();
    const others = [coalescer.add(2)];
    await turnOfTheLoop();
    others.push(coalescer.add(3));
    await turnOfTheLoop();
    expect(sizes()).toEqual([1]);
    batches[0]?.end(['one']);
    await first;
    await turnOfTheLoop();
    await turnOfTheLoop();
    expect(batches[1]?.items).toEqual([2, 3]);
    batches[1]?.end(['two', 'three']);
    await expect(Promise.all(others)).resolves.toEqual(['two', 'three']);
  });

  it('never makes a batch larger than allowed', async () => {
    const coalescer = coalescerOf({ largest: 2 });
    const results = Promise.all([1, 2, 3].map((item) => coalescer.add(item)));
    await turnOfTheLoop();
    batches[0]?.end(['one', 'two']);
    await turnOfTheLoop();
    await turnOfTheLoop();
    batches[1]?.end(['three']);
    await expect(results).resolves.toEqual(['one', 'two', 'three']);
    expect(sizes()).toEqual([2, 1]);
  });

  it('has as many full batches under way as allowed', async () => {
    const coalescer = coalescerOf({ largest: 1, atOnce: 2 });
    const results = Promise.all([1, 2, 3].map((item) => coalescer.add(item)));
    await turnOfTheLoop();
    expect(batches.map(({ items }) => items)).toEqual([[1], [2]]);
    batches[1]?.end(['two']);
    await turnOfTheLoop();
    await turnOfTheLoop();
    expect(batches[2]?.items).toEqual([3]);
    batches[0]?.end(['one']);
    batches[2]?.end(['three']);
    await expect(results).resolves.toEqual(['one', 'two', 'three']);
  });

  it('lets one that is not full wait for those under way, and grow', async () => {
    const coalescer = coalescerOf({ largest: 2, atOnce: 3 });
    const results = [1, 2, 3].map((item) => coalescer.add(item));
    await turnOfTheLoop();
    expect(batches.map(({ items }) => items)).toEqual([[1, 2]]);
    results.push(coalescer.add(4));
    await turnOfTheLoop();
    expect(batches.map(({ items }) => items)).toEqual([[1, 2], [3, 4]]);
    batches[0]?.end(['one', 'two']);
    batches[1]?.end(['three', 'four']);
    await expect(Promise.all(results)).resolves.toEqual(['one', 'two', 'three', 'four']);
  });

  it('gives up what takes too long, and lets it hold up nobody for ever', async () => {
    const coalescer = coalescerOf({ largest: 10, patienceSeconds: 5 });
    const stuck = expect(coalescer.add(1)).rejects.toMatchObject({ code: 'too_slow' });
    await jest.advanceTimersByTimeAsync(1);
    const behind = expect(coalescer.add(2)).rejects.toMatchObject({ code: 'too_slow' });
    await jest.advanceTimersByTimeAsync(4990);
    const late = coalescer.add(3);
    await jest.advanceTimersByTimeAsync(12);
    await Promise.all([stuck, behind]);
    expect(batches.map(({ items }) => items)).toEqual([[1], [3]]);
    batches[1]?.end(['three']);
    await expect(late).resolves.toBe('three');
    expect(jest.getTimerCount()).toBe(0);
  });

  it('fails one item alone', async () => {
    const coalescer = coalescerOf({ largest: 10 });
    const results = Promise.allSettled([1, 2].map((item) => coalescer.add(item)));
    await turnOfTheLoop();
    batches[0]?.end([new Error('bad'), 'two']);
    await expect(results).resolves.toMatchObject([{ reason: { message: 'bad' } }, { value: 'two' }]);
  });

  it('fails all items of a batch that fails, and goes on', async () => {
    const coalescer = coalescerOf({ largest: 10 });
    const results = Promise.allSettled([1, 2].map((item) => coalescer.add(item)));
    await turnOfTheLoop();
    batches[0]?.fail(new Error('away'));
    await expect(results).resolves.toMatchObject([{ reason: { message: 'away' } }, { reason: { message: 'away' } }]);
    const later = coalescer.add(3);
    await turnOfTheLoop();
    batches[1]?.end(['three']);
    await expect(later).resolves.toBe('three');
  });
});

function coalescerOf(options: CoalescerOptions): Coalescer<number, string> {
  return new Coalescer(
    (items) => new Promise((end, fail) => batches.push({ items, end, fail })),
    options,
  );
}

function sizes(): number[] {
  return batches.map(({ items }) => items.length);
}

async function turnOfTheLoop(): Promise<void> {
  await jest.advanceTimersByTimeAsync(1);
}
