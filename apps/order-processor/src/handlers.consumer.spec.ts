import { Message } from '@aws-sdk/client-sqs';
import { Logger } from '@nestjs/common';
import { DomainError, HandlerCall } from '@app/contracts';
import { DeadLetters, HandlerCalls } from '@app/messaging';
import { Traces } from '@app/platform';
import { anOrderEvent, aPoisonousMessage } from '../test/a-message';
import { RememberedDeadLetters } from '../test/remembered-dead-letters';
import { FailurePolicy } from './failure.policy';
import { HandlersConsumer } from './handlers.consumer';
import { OrderEventHandlers } from './order-event-handlers';

const call: HandlerCall = { handler: 'Courier.book', event: anOrderEvent('order-1', 'order.confirmed') };
const outage = new Error('The courier does not answer.');

describe('the consumer of handler calls', () => {
  let told: string[];
  let failure: Error | undefined;
  let later: { call: HandlerCall; delaySeconds: number }[];
  let isSqsAway: boolean;
  let isBusy: boolean;
  let hung: (() => void)[];
  let acknowledged: Message[];
  let deadLetters: RememberedDeadLetters;
  let consumer: HandlersConsumer;

  beforeEach(() => {
    Logger.overrideLogger(false);
    [told, later, failure, isSqsAway, isBusy, hung, acknowledged] = [[], [], undefined, false, false, [], []];
    deadLetters = new RememberedDeadLetters();
    const tell = async (name: string, { id }: HandlerCall['event']): Promise<void> => {
      if (name === 'Hung.up') {
        await new Promise<void>((resolve) => hung.push(resolve));
      }
      if (failure) {
        throw failure;
      }
      told.push(`${name} ${id}`);
    };
    const add = async (again: HandlerCall, delaySeconds = 0): Promise<void> => {
      if (isSqsAway) {
        throw new Error('connect ECONNREFUSED');
      }
      later.push({ call: again, delaySeconds });
    };
    const acknowledge = async (message: Message): Promise<void> => {
      acknowledged.push(message);
    };
    consumer = new HandlersConsumer(
      { tell, isBusy: () => isBusy, putOff: () => 1 } as unknown as OrderEventHandlers,
      { add, acknowledge } as unknown as HandlerCalls,
      deadLetters as unknown as DeadLetters,
      new FailurePolicy(),
      new Traces(),
    );
  });

  it('makes the calls, and acknowledges them', async () => {
    const messages = [messageOf(call), messageOf({ ...call, handler: 'Ledger.enter' })];
    await expect(consumer.handle(messages)).resolves.toEqual(messages);
    expect(told).toEqual(['Courier.book order-1-v1', 'Ledger.enter order-1-v1']);
    expect(later).toEqual([]);
  });

  it('makes a call that failed again, a little later', async () => {
    failure = outage;
    const messages = [messageOf(call)];
    await expect(consumer.handle(messages)).resolves.toEqual(messages);
    const [again] = later;
    expect(again?.call).toEqual({ ...call, failures: { count: 1, since: expect.any(String) as string } });
    expect([3, 4, 5]).toContain(again?.delaySeconds);
    expect(deadLetters.letters).toEqual([]);
  });

  it('counts the failures of a call, and knows when the first one was', async () => {
    failure = outage;
    const since = new Date().toISOString();
    await consumer.handle([messageOf({ ...call, failures: { count: 8, since } })]);
    expect(later[0]?.call.failures).toEqual({ count: 9, since });
    expect(later[0]?.delaySeconds).toBeGreaterThanOrEqual(450);
  });

  it('gives a call up four days after it failed for the first time, and forgets its failures, since an administrator may send it back', async () => {
    failure = outage;
    const messages = [messageOf({ ...call, failures: { count: 400, since: '2026-01-01T00:00:00.000Z' } })];
    await expect(consumer.handle(messages)).resolves.toEqual(messages);
    expect(later).toEqual([]);
    expect(deadLetters.letters).toMatchObject([{ queue: 'handlers', reason: 'The courier does not answer.' }]);
    expect(JSON.parse(deadLetters.letters[0]?.message.Body ?? '')).toEqual(call);
  });

  it('gives a call up at once that no repetition mends', async () => {
    failure = new DomainError({ kind: 'unprocessable', code: 'too_far', message: 'We do not drive that far.' });
    await consumer.handle([messageOf(call)]);
    expect(deadLetters.letters).toMatchObject([{ reason: 'We do not drive that far.' }]);
  });

  it('waits for a handler that another process has', async () => {
    failure = new DomainError({ kind: 'unavailable', code: 'handler_unknown', message: 'There is none.' });
    await consumer.handle([messageOf(call)]);
    expect(later).toHaveLength(1);
  });

  it('puts among the dead letters what is no call', async () => {
    const poison = aPoisonousMessage();
    await expect(consumer.handle([poison, messageOf(call)])).resolves.toHaveLength(2);
    expect(deadLetters.letters).toEqual([{ queue: 'handlers', message: poison, reason: 'The message body is not JSON.' }]);
    expect(told).toHaveLength(1);
  });

  it.each(['later', 'dead letters'])('lets a call come back by itself when it cannot be put off to %s', async (where) => {
    failure = where === 'later' ? outage : new DomainError({ kind: 'invalid', code: 'bad', message: 'No.' });
    isSqsAway = true;
    deadLetters.isAway = true;
    await expect(consumer.handle([messageOf(call)])).resolves.toEqual([]);
  });

  it('tries a call of a busy handler a little later, and counts that for no failure', async () => {
    isBusy = true;
    const messages = [messageOf(call)];
    await expect(consumer.handle(messages)).resolves.toEqual(messages);
    expect(told).toEqual([]);
    expect(later).toEqual([{ call, delaySeconds: expect.any(Number) as number }]);
    expect(later[0]?.delaySeconds).toBeGreaterThanOrEqual(10);
  });

  describe('when a call takes its time', () => {
    const slow = messageOf({ ...call, handler: 'Hung.up' });
    beforeEach(() => jest.useFakeTimers());
    afterEach(() => jest.useRealTimers());

    it('waits a moment for it, and acknowledges it by itself once it ends', async () => {
      const brisk = messageOf(call);
      const handling = consumer.handle([slow, brisk]);
      await jest.advanceTimersByTimeAsync(200);
      await expect(handling).resolves.toEqual([brisk]);
      expect(acknowledged).toEqual([]);
      hung[0]?.();
      await jest.advanceTimersByTimeAsync(0);
      expect(acknowledged).toEqual([slow]);
    });

    it('acknowledges none that fails then and cannot be put off', async () => {
      const handling = consumer.handle([slow]);
      await jest.advanceTimersByTimeAsync(2000);
      await expect(handling).resolves.toEqual([]);
      [isSqsAway, failure] = [true, outage];
      hung[0]?.();
      await jest.advanceTimersByTimeAsync(0);
      expect(acknowledged).toEqual([]);
    });

    it('keeps nothing of it once it has ended', async () => {
      void consumer.handle([slow]);
      await jest.advanceTimersByTimeAsync(200);
      const { inHand } = consumer as unknown as { inHand: Set<unknown> };
      expect(inHand.size).toBe(1);
      hung[0]?.();
      await jest.advanceTimersByTimeAsync(0);
      expect(inHand.size).toBe(0);
    });

    it('gives it a moment to end when the process stops, and no more', async () => {
      void consumer.handle([slow]);
      await jest.advanceTimersByTimeAsync(2000);
      let isStopped = false;
      const stopping = consumer.beforeApplicationShutdown().then(() => (isStopped = true));
      await jest.advanceTimersByTimeAsync(1000);
      expect(isStopped).toBe(false);
      hung[0]?.();
      await jest.advanceTimersByTimeAsync(0);
      await stopping;
      void consumer.handle([slow]);
      await jest.advanceTimersByTimeAsync(2000);
      const next = consumer.beforeApplicationShutdown();
      await jest.advanceTimersByTimeAsync(2000);
      await next;
      expect(acknowledged).toEqual([slow]);
    });
  });
});

function messageOf(value: HandlerCall): Message {
  return { MessageId: 'message-1', Body: JSON.stringify(value) };
}
