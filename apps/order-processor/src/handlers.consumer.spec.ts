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
  let deadLetters: RememberedDeadLetters;
  let consumer: HandlersConsumer;

  beforeEach(() => {
    Logger.overrideLogger(false);
    [told, later, failure, isSqsAway] = [[], [], undefined, false];
    deadLetters = new RememberedDeadLetters();
    const tell = async (name: string, { id }: HandlerCall['event']): Promise<void> => {
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
    consumer = new HandlersConsumer(
      { tell } as unknown as OrderEventHandlers,
      { add } as unknown as HandlerCalls,
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
});

function messageOf(value: HandlerCall): Message {
  return { MessageId: 'message-1', Body: JSON.stringify(value) };
}
