import { Logger } from '@nestjs/common';
import { DomainError, OrderEvent } from '@app/contracts';
import { DeadLetters } from '@app/messaging';
import { Order } from '@app/orders';
import { currentRequestId } from '@app/platform';
import { aMessage, aPoisonousMessage } from '../test/a-message';
import { RememberedDeadLetters } from '../test/remembered-dead-letters';
import { DecideOrders, UndecidedOrder } from './decide-orders';
import { EventsConsumer } from './events.consumer';
import { FailurePolicy } from './failure.policy';
import { NotifyCustomer } from './notify-customer';
import { OrdersConsumer } from './orders.consumer';
import { ReadOrderEvents } from './read-order-events';

const outage = new Error('no primary');
const nobodyToTell = new DomainError({ kind: 'not_found', code: 'nobody_to_tell', message: 'There is nobody to tell.' });
const notJson = 'The message body is not JSON.';

let deadLetters: RememberedDeadLetters;
let read: ReadOrderEvents;

beforeEach(() => {
  Logger.overrideLogger(false);
  deadLetters = new RememberedDeadLetters();
  read = new ReadOrderEvents(deadLetters as unknown as DeadLetters, new FailurePolicy());
});

describe('the orders consumer', () => {
  let asked: UndecidedOrder[];
  let failure: Error | undefined;
  let consumer: OrdersConsumer;

  beforeEach(() => {
    asked = [];
    failure = undefined;
    const decide = async (undecided: readonly UndecidedOrder[]): Promise<Order[]> => {
      if (failure) {
        throw failure;
      }
      asked.push(...undecided);
      return [];
    };
    consumer = new OrdersConsumer(read, { execute: decide } as unknown as DecideOrders);
  });

  it('has all orders of a batch decided together, each for its own request, and acknowledges them', async () => {
    const messages = [aMessage('order-1'), aMessage('order-2')];
    await expect(consumer.handle(messages)).resolves.toEqual(messages);
    expect(asked).toEqual([
      { orderId: 'order-1', requestId: 'request of order-1' },
      { orderId: 'order-2', requestId: 'request of order-2' },
    ]);
  });

  it('puts poison among the dead letters with the reason, and decides the rest', async () => {
    const [poison, sound] = [aPoisonousMessage(), aMessage('order-1')];
    await expect(consumer.handle([poison, sound])).resolves.toEqual([poison, sound]);
    expect(deadLetters.letters).toEqual([{ queue: 'orders', message: poison, reason: notJson }]);
    expect(asked).toMatchObject([{ orderId: 'order-1' }]);
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

  it('acknowledges nothing when the orders cannot be decided', async () => {
    failure = outage;
    await expect(consumer.handle([aMessage('order-1')])).rejects.toBe(outage);
    expect(deadLetters.letters).toEqual([]);
  });
});

describe('the events consumer', () => {
  let told: string[];
  let failures: Map<string, Error>;
  let consumer: EventsConsumer;

  beforeEach(() => {
    told = [];
    failures = new Map();
    const notify = async ({ data: { orderId } }: OrderEvent): Promise<void> => {
      const failure = failures.get(orderId);
      if (failure) {
        throw failure;
      }
      told.push(`${orderId} for ${currentRequestId()}`);
    };
    consumer = new EventsConsumer(read, { execute: notify } as unknown as NotifyCustomer);
  });

  it('tells of each event on behalf of its request, and acknowledges it', async () => {
    const messages = [aMessage('order-1', 'order.confirmed'), aMessage('order-2', 'order.rejected')];
    await expect(consumer.handle(messages)).resolves.toEqual(messages);
    expect(told).toEqual(['order-1 for request of order-1', 'order-2 for request of order-2']);
  });

  it('is not held back by one that fails: that one alone comes back', async () => {
    const [first, failing, last] = [aMessage('order-1'), aMessage('order-2'), aMessage('order-3')];
    failures.set('order-2', outage);
    await expect(consumer.handle([first, failing, last])).resolves.toEqual([first, last]);
    expect(told).toHaveLength(2);
    expect(deadLetters.letters).toEqual([]);
  });

  it('says why when all fail', async () => {
    failures.set('order-1', outage);
    await expect(consumer.handle([aMessage('order-1')])).rejects.toBe(outage);
  });

  it('puts what can never be told among the dead letters, and acknowledges it', async () => {
    const [hopeless, sound] = [aMessage('order-1'), aMessage('order-2')];
    failures.set('order-1', nobodyToTell);
    await expect(consumer.handle([hopeless, sound])).resolves.toEqual([hopeless, sound]);
    expect(deadLetters.letters).toEqual([{ queue: 'events', message: hopeless, reason: 'There is nobody to tell.' }]);
  });

  it('does not acknowledge what can never be told before it is buried', async () => {
    const [hopeless, sound] = [aMessage('order-1'), aMessage('order-2')];
    failures.set('order-1', nobodyToTell);
    deadLetters.isAway = true;
    await expect(consumer.handle([hopeless, sound])).resolves.toEqual([sound]);
  });

  it('puts poison among the dead letters with the reason, and tells of the rest', async () => {
    const [poison, sound] = [aPoisonousMessage(), aMessage('order-1')];
    await expect(consumer.handle([poison, sound])).resolves.toEqual([poison, sound]);
    expect(deadLetters.letters).toEqual([{ queue: 'events', message: poison, reason: notJson }]);
    expect(told).toHaveLength(1);
  });
});
