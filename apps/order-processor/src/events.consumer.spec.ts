import { Logger } from '@nestjs/common';
import { OrderEvent } from '@app/contracts';
import { DeadLetters, Outbox } from '@app/messaging';
import { Traces } from '@app/platform';
import { aMessage, aPoisonousMessage } from '../test/a-message';
import { RememberedDeadLetters } from '../test/remembered-dead-letters';
import { RememberedOutbox } from '../test/remembered-outbox';
import { RememberedWebhooks } from '../test/remembered-webhooks';
import { EventsConsumer } from './events.consumer';
import { FailurePolicy } from './failure.policy';
import { NotifyCustomer } from './notify-customer';
import { NotifySubscribers } from './notify-subscribers';
import { ReadOrderEvents } from './read-order-events';

const outage = new Error('no primary');
let deadLetters: RememberedDeadLetters;
let outbox: RememberedOutbox;

describe('the events consumer', () => {
  let told: string[];
  let webhooks: RememberedWebhooks;
  let failures: Map<string, Error>;
  let consumer: EventsConsumer;

  beforeEach(() => {
    Logger.overrideLogger(false);
    deadLetters = new RememberedDeadLetters();
    told = [];
    failures = new Map();
    const notify = async ({ data: { orderId } }: OrderEvent): Promise<void> => {
      const failure = failures.get(orderId);
      if (failure) {
        throw failure;
      }
      told.push(orderId);
    };
    const read = new ReadOrderEvents(deadLetters as unknown as DeadLetters, new FailurePolicy(), new Traces());
    outbox = new RememberedOutbox();
    webhooks = new RememberedWebhooks();
    const notifyCustomer = { execute: notify } as unknown as NotifyCustomer;
    const notifySubscribers = webhooks as unknown as NotifySubscribers;
    consumer = new EventsConsumer(read, notifyCustomer, notifySubscribers, outbox as unknown as Outbox);
  });

  it('tells of each event, and acknowledges it', async () => {
    const messages = [aMessage('order-1', 'order.confirmed'), aMessage('order-2', 'order.rejected')];
    await expect(consumer.handle(messages)).resolves.toEqual(messages);
    expect(told).toEqual(['order-1', 'order-2']);
    expect(outbox.answeredIds).toEqual(['order-1-v1', 'order-2-v1']);
    expect(webhooks.told).toEqual(['order-1-v1', 'order-2-v1']);
  });

  it('keeps an event for which the webhooks are not on record', async () => {
    webhooks.failure = outage;
    await expect(consumer.handle([aMessage('order-1')])).rejects.toBe(outage);
    expect(outbox.answeredIds).toEqual([]);
  });

  it('has no handler called before all else is on record: the event comes back', async () => {
    failures.set('order-1', outage);
    await expect(consumer.handle([aMessage('order-1')])).rejects.toBe(outage);
    expect(webhooks.called).toEqual([]);
    failures.clear();
    await consumer.handle([aMessage('order-1')]);
    expect(webhooks.called).toEqual(['order-1-v1']);
  });

  it('is not held back by one that fails: that one alone comes back', async () => {
    const [first, failing, last] = [aMessage('order-1'), aMessage('order-2'), aMessage('order-3')];
    failures.set('order-2', outage);
    await expect(consumer.handle([first, failing, last])).resolves.toEqual([first, last]);
    expect(told).toHaveLength(2);
    expect(outbox).toMatchObject({ answeredIds: ['order-1-v1', 'order-3-v1'], abandonedIds: [] });
    expect(deadLetters.letters).toEqual([]);
  });

  it('says why when all fail', async () => {
    failures.set('order-1', outage);
    await expect(consumer.handle([aMessage('order-1')])).rejects.toBe(outage);
  });

  it('puts poison among the dead letters with the reason, and tells of the rest', async () => {
    const [poison, sound] = [aPoisonousMessage(), aMessage('order-1')];
    await expect(consumer.handle([poison, sound])).resolves.toEqual([poison, sound]);
    expect(deadLetters.letters).toEqual([{ queue: 'events', message: poison, reason: 'The message body is not JSON.' }]);
    expect(told).toHaveLength(1);
  });
});
