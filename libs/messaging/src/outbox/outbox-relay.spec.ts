import { Logger } from '@nestjs/common';
import { anEvent, someEvents } from '../../test/an-event';
import { FakeOutbox, FakeQueue } from '../../test/fake-outbox';
import { OutboxRelay } from './outbox-relay';

const longerThanASweep = 2000;
let outbox: FakeOutbox;
let queue: FakeQueue;
let relay: OutboxRelay;

beforeEach(() => {
  Logger.overrideLogger(false);
  jest.useFakeTimers();
  outbox = new FakeOutbox();
  queue = new FakeQueue();
  relay = new OutboxRelay(outbox, queue);
});
afterEach(async () => {
  await relay.beforeApplicationShutdown();
  jest.useRealTimers();
});

describe('announcing events', () => {
  it('brings them to the queue and takes them out of the outbox', async () => {
    const events = committed(3);
    relay.announce(events);
    await settled();
    expect(queue.arrived).toEqual(events);
    await relay.beforeApplicationShutdown();
    expect(outbox.undelivered).toEqual([]);
  });

  it('asks the outbox to forget only those that are still there after a while', async () => {
    const [answered, waiting] = committed(2);
    outbox.isFresh = true;
    relay.announce([answered, waiting]);
    relay.onApplicationBootstrap();
    await jest.advanceTimersByTimeAsync(longerThanASweep);
    expect(outbox.undelivered).toEqual([answered, waiting]);
    await jest.advanceTimersByTimeAsync(3 * longerThanASweep);
    expect(outbox.undelivered).toEqual([]);
  });

  it('leaves in the outbox what the queue did not take', async () => {
    const [first, second] = committed(2);
    queue.refuse(second);
    relay.announce([first, second]);
    await settled();
    expect(queue.arrived).toEqual([first]);
    await relay.beforeApplicationShutdown();
    expect(outbox.undelivered).toEqual([second]);
  });

  it('sends what comes in the meantime afterwards, together', async () => {
    const release = queue.hold();
    const events = committed(1250);
    events.forEach((event) => relay.announce([event]));
    release();
    await settled();
    expect(queue.arrived).toEqual(events);
    expect(queue.requests).toEqual([1, 500, 500, 249]);
  });

  it('sends the first at once, and lets what follows within a moment gather', async () => {
    relay.announce(committed(1));
    await jest.advanceTimersByTimeAsync(0);
    expect(queue.requests).toEqual([1]);
    relay.announce(committed(1));
    await jest.advanceTimersByTimeAsync(79);
    relay.announce(committed(2));
    expect(queue.requests).toEqual([1]);
    await jest.advanceTimersByTimeAsync(1);
    expect(queue.requests).toEqual([1, 3]);
  });

  it('of nothing does not keep later ones from being sent', async () => {
    relay.announce([]);
    relay.announce(committed(1));
    await settled();
    relay.announce([]);
    relay.announce(committed(1));
    await settled();
    expect(queue.arrived).toHaveLength(2);
  });

  it('forgets none, at whatever moment of a delivery it is announced', async () => {
    for (let steps = 0; steps < 20; steps += 1) {
      relay.announce(committed(1));
      for (let step = 0; step < steps; step += 1) {
        await Promise.resolve();
      }
      relay.announce(committed(1));
      await settled();
      expect(queue.arrived).toHaveLength(2 * (steps + 1));
    }
  });

  it('goes on after the database failed to forget an event', async () => {
    const [first, second] = committed(2);
    outbox.isFresh = true;
    outbox.isAway = true;
    relay.announce([first]);
    relay.onApplicationBootstrap();
    await jest.advanceTimersByTimeAsync(4 * longerThanASweep);
    outbox.isAway = false;
    relay.announce([second]);
    await jest.advanceTimersByTimeAsync(4 * longerThanASweep);
    expect(queue.arrived).toEqual([first, second]);
    expect(outbox.undelivered).toEqual([first]);
  });

  it('keeps a bounded number in memory while the queue is away; the outbox keeps all', async () => {
    const release = queue.hold();
    for (let i = 0; i < 150; i += 1) {
      relay.announce(committed(100));
    }
    release();
    await jest.advanceTimersByTimeAsync(2 * longerThanASweep);
    expect(queue.arrived.length).toBeLessThanOrEqual(10_200);
    await relay.beforeApplicationShutdown();
    expect(outbox.undelivered.length + queue.arrived.length).toBe(15_000);
  });
});

describe('sweeping the outbox', () => {
  it('brings what a crash left behind to the queue', async () => {
    const events = committed(2);
    relay.onApplicationBootstrap();
    await jest.advanceTimersByTimeAsync(longerThanASweep);
    expect(queue.arrived).toEqual(events);
    expect(outbox.undelivered).toEqual([]);
  });

  it('brings what the queue refused before, once it takes it', async () => {
    const [event] = committed(1);
    queue.refuse(event);
    relay.announce([event]);
    relay.onApplicationBootstrap();
    await jest.advanceTimersByTimeAsync(longerThanASweep);
    expect(queue.arrived).toEqual([]);
    queue.acceptAgain();
    await jest.advanceTimersByTimeAsync(longerThanASweep);
    expect(queue.arrived).toEqual([event]);
  });

  it('brings all that an outage left behind in one go', async () => {
    const events = committed(250);
    relay.onApplicationBootstrap();
    await jest.advanceTimersByTimeAsync(longerThanASweep);
    expect(queue.arrived).toEqual(events);
  });

  it('goes on after the database was away', async () => {
    const events = committed(1);
    outbox.isAway = true;
    relay.onApplicationBootstrap();
    await jest.advanceTimersByTimeAsync(longerThanASweep);
    outbox.isAway = false;
    await jest.advanceTimersByTimeAsync(longerThanASweep);
    expect(queue.arrived).toEqual(events);
  });
});

describe('reminding of events that had no effect', () => {
  it('sends them again', async () => {
    const events = someEvents(2);
    outbox.withoutAnswer.push(...events);
    relay.onApplicationBootstrap();
    await jest.advanceTimersByTimeAsync(longerThanASweep);
    expect(queue.arrived).toEqual(events);
  });

  it('waits while the queue is long, so that a backlog does not multiply itself', async () => {
    const events = someEvents(2);
    outbox.withoutAnswer.push(...events);
    queue.isFull = true;
    relay.onApplicationBootstrap();
    await jest.advanceTimersByTimeAsync(5 * longerThanASweep);
    expect(queue.arrived).toEqual([]);
    queue.isFull = false;
    await jest.advanceTimersByTimeAsync(longerThanASweep);
    expect(queue.arrived).toEqual(events);
  });
});

describe('shutting down', () => {
  it('waits for what is being delivered', async () => {
    const release = queue.hold();
    const events = committed(1);
    relay.announce(events);
    const stopped = relay.beforeApplicationShutdown();
    release();
    await stopped;
    expect(outbox.undelivered).toEqual([]);
  });

  it('ends although events keep coming, and leaves what it did not send to the next sweep', async () => {
    const release = queue.hold();
    relay.announce(committed(2000));
    const stopped = relay.beforeApplicationShutdown();
    relay.announce(committed(1));
    release();
    await stopped;
    expect(queue.arrived.length).toBeLessThanOrEqual(1000);
    expect(outbox.undelivered).toHaveLength(2001 - queue.arrived.length);
  });

  it('ends the sweeps, also one that was under way', async () => {
    relay.onApplicationBootstrap();
    const release = queue.hold();
    committed(1);
    await jest.advanceTimersByTimeAsync(longerThanASweep);
    const stopped = relay.beforeApplicationShutdown();
    release();
    await stopped;
    const later = committed(1);
    await jest.advanceTimersByTimeAsync(10 * longerThanASweep);
    expect(outbox.undelivered).toEqual(later);
    expect(jest.getTimerCount()).toBe(0);
  });
});

function committed(count: 1): [ReturnType<typeof anEvent>];
function committed(count: 2): [ReturnType<typeof anEvent>, ReturnType<typeof anEvent>];
function committed(count: number): ReturnType<typeof anEvent>[];
function committed(count: number): ReturnType<typeof anEvent>[] {
  const events = someEvents(count);
  outbox.holding(...events);
  return events;
}

/** Until everything that gathers has been sent, and no sweep has come yet. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 10; turn += 1) {
    await jest.advanceTimersByTimeAsync(40);
  }
}
