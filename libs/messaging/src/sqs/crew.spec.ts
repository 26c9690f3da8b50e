import { ConsumerGate, GateClosed } from './consumer-gate';
import { Crew } from './crew';
import { queueNames } from './queue-name';

let gate: ConsumerGate;
let crew: Crew;
let asking: string[];

beforeEach(() => {
  jest.useFakeTimers();
  gate = new ConsumerGate();
  gate.release(async () => true);
  crew = new Crew(queueNames.orders, gate, { observe: () => undefined });
  asking = [];
});
afterEach(() => jest.useRealTimers());

describe('the receivers of a queue', () => {
  it('ask one at a time while there is nothing, each in turn', async () => {
    arrive('a', 'b', 'c');
    await after(60_000);
    expect(asking).toEqual(['a']);
    crew.brought('a', 0);
    await after(0);
    expect(asking).toEqual(['a', 'b']);
  });

  it('ask while others are busy with what they got', async () => {
    arrive('a', 'b');
    await after(0);
    crew.brought('a', 3);
    await after(20);
    expect(asking).toEqual(['a', 'b']);
  });

  it('ask together, more and more, while what they bring is full', async () => {
    arrive(...'abcdefgh');
    await after(0);
    crew.brought('a', 10);
    await after(0);
    expect(asking).toEqual([...'abc']);
    crew.brought('b', 10);
    await after(0);
    expect(asking).toEqual([...'abcdef']);
  });

  it('ask one at a time again once one brings less', async () => {
    arrive(...'abcdef');
    await after(0);
    crew.brought('a', 10);
    await after(0);
    crew.brought('b', 0);
    await after(0);
    expect(asking).toEqual([...'abc']);
    crew.brought('c', 0);
    await after(0);
    expect(asking).toEqual([...'abcd']);
  });

  it('let what trickles in gather for a moment', async () => {
    arrive('a', 'b');
    await after(0);
    crew.brought('a', 1);
    await after(19);
    expect(asking).toEqual(['a']);
    await after(1);
    expect(asking).toEqual(['a', 'b']);
  });

  it('count as one failure what fails for all of them at the same moment', async () => {
    arrive('a', 'b', 'c', 'd');
    await after(0);
    crew.brought('a', 10);
    await after(0);
    ['a', 'b', 'c'].forEach((receiver) => crew.brought(receiver, 10));
    ['a', 'b', 'c'].forEach((receiver) => crew.failed(receiver));
    await after(1000);
    expect(asking).toEqual([...'abcd']);
  });

  it('wait longer when what fails once fails again', async () => {
    arrive('a', 'b', 'c');
    await after(0);
    crew.failed('a');
    await after(1000);
    crew.failed('b');
    await after(999);
    expect(asking).toEqual(['a', 'b']);
    await after(1001);
    expect(asking).toEqual(['a', 'b', 'c']);
  });

  it('are all sent away once the gate is closed', async () => {
    const all = ['a', 'b', 'c'].map((receiver) => crew.pass(receiver));
    gate.close();
    crew.close();
    for (const outcome of await Promise.allSettled(all)) {
      expect(outcome).toMatchObject({ reason: expect.any(GateClosed) as GateClosed });
    }
  });
});

function arrive(...receivers: string[]): void {
  for (const receiver of receivers) {
    void crew.pass(receiver).then(() => asking.push(receiver));
  }
}

async function after(ms: number): Promise<void> {
  await jest.advanceTimersByTimeAsync(ms);
}
