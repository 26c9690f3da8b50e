import { Message } from '@aws-sdk/client-sqs';
import { Logger } from '@nestjs/common';
import { DomainError } from '@app/contracts';
import { DeadLetters, Outbox } from '@app/messaging';
import { Traces } from '@app/platform';
import { eventually } from '../../../test/support/eventually';
import { aMessage, aPoisonousMessage } from '../test/a-message';
import { MongoNetworkError } from '../test/mongo-network-error';
import { RememberedDeadLetters } from '../test/remembered-dead-letters';
import { RememberedOutbox } from '../test/remembered-outbox';
import { RememberedWebhooks } from '../test/remembered-webhooks';
import { DecideOrders, Decisions, UndecidedOrder } from './decide-orders';
import { FailurePolicy } from './failure.policy';
import { NotifySubscribers } from './notify-subscribers';
import { OrdersConsumer } from './orders.consumer';
import { ReadOrderEvents } from './read-order-events';

const bug = new TypeError('undefined is not a function');
let deadLetters: RememberedDeadLetters;
let outbox: RememberedOutbox;
let webhooks: RememberedWebhooks;
let asked: UndecidedOrder[];
let calls: string[][];
let failures: Map<string, Error>;
let unscreened: Map<string, Error>;
let consumer: OrdersConsumer;
let holding: Promise<void> | undefined;

beforeEach(() => {
  Logger.overrideLogger(false);
  deadLetters = new RememberedDeadLetters();
  asked = [];
  calls = [];
  failures = new Map();
  unscreened = new Map();
  holding = undefined;
  const policy = new FailurePolicy();
  const decide = async (undecided: readonly UndecidedOrder[]): Promise<Decisions> => {
    calls.push(undecided.map(({ orderId }) => orderId));
    await holding;
    const failing = undecided.find(({ orderId }) => failures.has(orderId));
    if (failing) {
      throw failures.get(failing.orderId);
    }
    asked.push(...undecided);
    return { decided: [], unknown: undecided.map(({ orderId }) => orderId).filter((id) => id.startsWith('unknown')), failed: unscreened };
  };
  const read = new ReadOrderEvents(deadLetters as unknown as DeadLetters, policy, new Traces());
  outbox = new RememberedOutbox();
  webhooks = new RememberedWebhooks();
  const decideOrders = { execute: decide } as unknown as DecideOrders;
  consumer = new OrdersConsumer(read, decideOrders, policy, outbox as unknown as Outbox, webhooks as unknown as NotifySubscribers);
});

describe('the webhooks', () => {
  it('are told of each order that was placed and decided, of no other', async () => {
    failures.set('order-2', bug);
    await consumer.handle([aMessage('order-1'), aMessage('order-2'), aMessage('unknown-3')]);
    expect(webhooks.told).toEqual(['order-1-v1']);
  });

  it('keep the message while they are not on record, but no order from being decided', async () => {
    webhooks.failure = new MongoNetworkError('no primary');
    await expect(consumer.handle([aMessage('order-1')])).rejects.toBe(webhooks.failure);
    expect([asked, deadLetters.letters]).toEqual([[expect.objectContaining({ orderId: 'order-1' })], []]);
  });
});

describe('an order that could not be screened', () => {
  it('comes back by itself while the rule is away, and keeps no other from being decided', async () => {
    unscreened.set('order-1', new DomainError({ kind: 'unavailable', code: 'screening_unanswered', message: 'No answer.' }));
    const [waiting, decided] = [aMessage('order-1'), aMessage('order-2')];
    await expect(consumer.handle([waiting, decided])).resolves.toEqual([decided]);
    expect(deadLetters.letters).toEqual([]);
    expect(webhooks.told).toEqual(['order-2-v1']);
  });

  it('lies among the dead letters, with the reason, when the rule never will', async () => {
    unscreened.set('order-1', new DomainError({ kind: 'unprocessable', code: 'no_such_country', message: 'No such country.' }));
    const message = aMessage('order-1');
    await expect(consumer.handle([message])).resolves.toEqual([message]);
    expect(deadLetters.letters).toMatchObject([{ reason: 'No such country.' }]);
  });
});

describe('a message with several events', () => {
  const body = (...orderIds: string[]) => `[${orderIds.map((id) => aMessage(id).Body).join(',')}]`;

  it('is acknowledged once all of its orders are decided', async () => {
    const message = { MessageId: 'message-1', Body: body('order-1', 'order-2') };
    await expect(consumer.handle([message, aMessage('order-3')])).resolves.toHaveLength(2);
    expect(calls).toEqual([['order-1', 'order-2', 'order-3']]);
  });

  it('comes back when one of them could not be decided, and others are not held back', async () => {
    failures.set('order-2', bug);
    const other = aMessage('order-3');
    await expect(consumer.handle([{ MessageId: 'message-1', Body: body('order-1', 'order-2') }, other])).resolves.toEqual([other]);
    expect(asked).toMatchObject([{ orderId: 'order-1' }, { orderId: 'order-3' }]);
  });

  it('leaves only the event of an order that does not exist among the dead letters', async () => {
    const message = { MessageId: 'message-1', Body: body('order-1', 'unknown-2') };
    await expect(consumer.handle([message])).resolves.toEqual([message]);
    expect(deadLetters.letters).toMatchObject([{ reason: 'There is no order unknown-2.' }]);
    expect(JSON.parse(deadLetters.letters[0]?.message.Body ?? '')).toMatchObject({ data: { orderId: 'unknown-2' } });
  });

  it('is poison as a whole when one of its events is', async () => {
    const poison = { MessageId: 'message-1', Body: `[${aMessage('order-1').Body},{}]` };
    await expect(consumer.handle([poison])).resolves.toEqual([poison]);
    expect(deadLetters.letters).toMatchObject([{ message: poison }]);
  });
});

describe('the orders consumer', () => {
  it('has all orders of a batch decided together, each for its own request, and acknowledges them', async () => {
    const messages = [aMessage('order-1'), aMessage('order-2')];
    await expect(consumer.handle(messages)).resolves.toEqual(messages);
    expect(asked).toEqual([
      { orderId: 'order-1', requestId: 'request of order-1' },
      { orderId: 'order-2', requestId: 'request of order-2' },
    ]);
  });

  it('has orders decided together that several receivers bring at the same time, each acknowledging its own', async () => {
    const batches = [[aMessage('order-1')], [aMessage('order-2'), aMessage('order-3')]];
    await expect(Promise.all(batches.map((batch) => consumer.handle(batch)))).resolves.toEqual(batches);
    expect(calls).toEqual([['order-1', 'order-2', 'order-3']]);
  });

  it('has the next full batch taken up while one is decided, and no third', async () => {
    let release = () => {};
    holding = new Promise((resolve) => (release = resolve));
    const messages = Array.from({ length: 900 }, (_, i) => aMessage(`order-${i}`));
    const handled = consumer.handle(messages);
    await eventually(async () => expect(calls.map(({ length }) => length)).toEqual([300, 300]));
    release();
    await expect(handled).resolves.toHaveLength(900);
  });

  it('comes upon the one that cannot be decided by halves, not one by one', async () => {
    failures.set('order-5', bug);
    const messages = Array.from({ length: 64 }, (_, i) => aMessage(`order-${i}`));
    await expect(consumer.handle(messages)).resolves.toEqual(messages.filter((_, i) => i !== 5));
    expect(calls).toHaveLength(13);
  });

  it('puts poison among the dead letters with the reason, and decides the rest', async () => {
    const [poison, sound] = [aPoisonousMessage(), aMessage('order-1')];
    await expect(consumer.handle([poison, sound])).resolves.toEqual([poison, sound]);
    expect(deadLetters.letters).toEqual([{ queue: 'orders', message: poison, reason: 'The message body is not JSON.' }]);
    expect(asked).toMatchObject([{ orderId: 'order-1' }]);
  });

  it('puts an event of an order that does not exist among the dead letters, and decides the rest', async () => {
    const [lost, sound] = [aMessage('unknown-1'), aMessage('order-1')];
    await expect(consumer.handle([lost, sound])).resolves.toEqual([lost, sound]);
    expect(deadLetters.letters).toEqual([{ queue: 'orders', message: lost, reason: 'There is no order unknown-1.' }]);
  });

  it('acknowledges a batch that is all poison once it is buried', async () => {
    const poison = aPoisonousMessage();
    await expect(consumer.handle([poison])).resolves.toEqual([poison]);
  });

  it('keeps poison that cannot be buried, and decides what is beside it all the same', async () => {
    deadLetters.isAway = true;
    const [sound, poison] = [aMessage('order-1'), aPoisonousMessage()];
    await expect(consumer.handle([sound, poison])).resolves.toEqual([sound]);
    expect(asked).toMatchObject([{ orderId: 'order-1' }]);
  });

  it('acknowledges nothing while the database is away, however often the messages have come', async () => {
    const outage = new MongoNetworkError();
    failures.set('order-1', outage);
    await expect(consumer.handle([deliveredTimes(19, 'order-1'), aMessage('order-2')])).rejects.toBe(outage);
    expect(deadLetters.letters).toEqual([]);
    expect(asked).toEqual([]);
  });

  it('acknowledges the poison it has buried even then, so that it is not buried again', async () => {
    failures.set('order-1', new MongoNetworkError());
    const poison = aPoisonousMessage();
    await expect(consumer.handle([poison, aMessage('order-1')])).resolves.toEqual([poison]);
  });

  it('decides no further orders one by one once the database is away', async () => {
    failures.set('order-1', bug);
    failures.set('order-2', new MongoNetworkError());
    const [failing, first, last] = [aMessage('order-1'), aMessage('order-2'), aMessage('order-3')];
    await expect(consumer.handle([failing, first, last])).resolves.toEqual([]);
    expect(asked).toEqual([]);
  });

  it('does not let an order that cannot be decided hold up those that came with it', async () => {
    failures.set('order-2', bug);
    const [first, failing, last] = [aMessage('order-1'), aMessage('order-2'), aMessage('order-3')];
    await expect(consumer.handle([first, failing, last])).resolves.toEqual([first, last]);
    expect(asked).toMatchObject([{ orderId: 'order-1' }, { orderId: 'order-3' }]);
    expect(deadLetters.letters).toEqual([]);
  });

  it('puts an order that could not be decided five times among the dead letters, with the reason', async () => {
    failures.set('order-1', bug);
    const fifth = deliveredTimes(5, 'order-1');
    await expect(consumer.handle([fifth])).resolves.toEqual([fifth]);
    expect(deadLetters.letters).toEqual([{ queue: 'orders', message: fifth, reason: bug.message }]);
    expect(outbox.abandonedIds).toEqual(['order-1-v1']);
    await expect(consumer.handle([deliveredTimes(4, 'order-1')])).rejects.toBe(bug);
  });
});

function deliveredTimes(times: number, orderId: string): Message {
  return { ...aMessage(orderId), Attributes: { ApproximateReceiveCount: String(times) } };
}
