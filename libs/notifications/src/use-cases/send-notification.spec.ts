import { Logger } from '@nestjs/common';
import { Metrics } from '@app/platform';
import { eventually } from '../../../../test/support/eventually';
import { aDelivery } from '../../test/a-delivery';
import { aNotification } from '../../test/a-notification';
import { InMemoryDeliveryRepository } from '../../test/in-memory-delivery-repository';
import { RememberedCustomers } from '../../test/remembered-customers';
import { RememberingChannel } from '../../test/remembering-channel';
import { OrderMessageTemplates } from '../defaults/order-message-templates';
import { RegisteredChannels } from '../defaults/registered-channels';
import { permanentlyRefused } from '../domain/notifications.errors';
import { describeDeliveryRepository } from '../ports/delivery-repository.contract';
import { DeliveryQueries } from './delivery-queries';
import { SendNotification } from './send-notification';

const occasion = aDelivery();
const emailDelivery = `${occasion.eventId}:email`;
const outage = new Error('the provider is down');
const fourDays = 4 * 24 * 3600;

let deliveries: InMemoryDeliveryRepository;
let customers: RememberedCustomers;
let email: RememberingChannel;
let pigeon: RememberingChannel;

const senderThrough = (...channels: RememberingChannel[]) =>
  new SendNotification(new RegisteredChannels(channels), new OrderMessageTemplates(), customers, deliveries, new Metrics());
const sendThrough = (...channels: RememberingChannel[]) => senderThrough(...channels).execute(occasion);
const sendDueThrough = (...channels: RememberingChannel[]) => senderThrough(...channels).sendDue(10);

beforeAll(() => Logger.overrideLogger(false));

beforeEach(() => {
  deliveries = new InMemoryDeliveryRepository();
  customers = new RememberedCustomers();
  email = new RememberingChannel('email');
  pigeon = new RememberingChannel('pigeon');
});

describe('SendNotification', () => {
  it('tells the customer through every channel and remembers it', async () => {
    await sendThrough(email, pigeon);
    const { recipient, order } = aNotification();
    const message = new OrderMessageTemplates().render({ eventId: occasion.eventId, kind: 'order_confirmed', recipient, order });
    expect(email.delivered).toEqual([{ recipient, message, tags: { orderId: 'order-1', eventId: occasion.eventId, traceparent: occasion.traceparent } }]);
    expect(deliveries.historyOf(emailDelivery)).toBe('sent: email-1');
    expect(deliveries.historyOf(`${occasion.eventId}:pigeon`)).toBe('sent: pigeon-1');
  });

  it('tells it once, however often the event comes, at once or one after the other', async () => {
    await Promise.all([sendThrough(email), sendThrough(email), sendThrough(email)]);
    await sendThrough(email);
    await sendDueThrough(email);
    expect(email.delivered).toHaveLength(1);
  });

  it('leaves alone what another sender has in hand', async () => {
    await deliveries.claim(occasion);
    await sendThrough(email);
    expect(email.delivered).toHaveLength(0);
    expect(deliveries.historyOf(emailDelivery)).toBe('sending');
  });

  it('does not try again what was refused for good', async () => {
    email.failOnce(permanentlyRefused('no such mailbox'));
    await sendThrough(email);
    await sendThrough(email);
    await sendDueThrough(email);
    expect(email.delivered).toHaveLength(0);
    expect(deliveries.historyOf(emailDelivery)).toBe('failed: no such mailbox');
  });

  it('records that there is nobody to tell any more, or nothing to tell of', async () => {
    customers.forgotten.add('order-1');
    await sendThrough(email);
    expect(email.delivered).toHaveLength(0);
    expect(deliveries.historyOf(emailDelivery)).toBe('failed: The order or its customer no longer exists.');
  });

  it('does not let one channel keep the others from delivering', async () => {
    email.failOnce(outage);
    await sendThrough(email, pigeon);
    expect(pigeon.delivered).toHaveLength(1);
    expect(deliveries.historyOf(emailDelivery)).toBe('waiting: Error: the provider is down');
  });
});

describe('more events than are sent at once', () => {
  const occasions = Array.from({ length: 25 }, () => aDelivery());
  const sendAll = (sender: SendNotification) => Promise.all(occasions.map((one) => sender.execute(one)));

  it('are on record at once, in nobody\'s hands, and sent when their turn comes', async () => {
    const release = email.hold();
    const sender = senderThrough(email);
    const sending = sendAll(sender);
    await eventually(async () => expect(email.inHand).toBe(5));
    await expect(deliveries.counts()).resolves.toMatchObject({ sending: 5, waiting: 20 });
    release();
    await sending;
    await expect(sender.sendDue(25)).resolves.toBe(20);
    expect(new Set(email.delivered.map(({ tags }) => tags.eventId)).size).toBe(25);
    await expect(deliveries.counts()).resolves.toMatchObject({ sent: 25 });
  });

  it('do not wait for what another channel has in hand', async () => {
    const release = email.hold();
    const sending = sendAll(senderThrough(email, pigeon.takingAtOnce(100)));
    await eventually(async () => expect(pigeon.delivered).toHaveLength(5));
    release();
    await sending;
  });

  it('are fewer for a channel that can have fewer in hand', async () => {
    const release = email.takingAtOnce(2).hold();
    const sending = sendAll(senderThrough(email));
    await eventually(async () => expect(deliveries.counts()).resolves.toMatchObject({ waiting: 23 }));
    expect(email.inHand).toBe(2);
    release();
    await sending;
  });

  it('find hands free again, whatever became of those before', async () => {
    occasions.forEach(() => email.failOnce(outage));
    const sender = senderThrough(email);
    await sendAll(sender);
    await sender.execute(occasion);
    expect(deliveries.historyOf(emailDelivery)).toBe('waiting: Error: the provider is down');
  });

  it('are sent as many at a time as the most capable channel takes', () => {
    expect(senderThrough(email, pigeon.takingAtOnce(100)).atOnce).toBe(100);
  });
});

describe('a delivery that failed for now', () => {
  beforeEach(async () => {
    email.failOnce(outage);
    await sendThrough(email);
  });

  it('is left alone until its time has come, even if the event comes again', async () => {
    await sendThrough(email);
    await expect(sendDueThrough(email)).resolves.toBe(0);
    expect(email.delivered).toHaveLength(0);
  });

  it('is sent once its time has come', async () => {
    deliveries.makeDue(emailDelivery);
    await expect(sendDueThrough(email)).resolves.toBe(1);
    expect(email.delivered).toHaveLength(1);
    expect(deliveries.historyOf(emailDelivery)).toBe('sent: email-1');
  });

  it('waits for a channel that this process does not have', async () => {
    deliveries.makeDue(emailDelivery);
    await sendDueThrough(pigeon);
    expect(deliveries.historyOf(emailDelivery)).toBe('waiting: DomainError: No channel is named "email".');
  });

  it('waits while the order cannot be read', async () => {
    customers.isAway = true;
    deliveries.makeDue(emailDelivery);
    await sendDueThrough(email);
    expect(deliveries.historyOf(emailDelivery)).toBe('waiting: Error: no database');
  });

  it.each([
    [fourDays - 1, 'waiting'],
    [fourDays, 'failed'],
  ])('after %d seconds is %s', async (age, state) => {
    email.failOnce(outage);
    deliveries.age(emailDelivery, age);
    deliveries.makeDue(emailDelivery);
    await sendDueThrough(email);
    expect(deliveries.historyOf(emailDelivery)).toBe(`${state}: Error: the provider is down`);
  });
});

describe('deliveries that are due', () => {
  it('include those of a sender that died', async () => {
    await deliveries.claim(occasion);
    deliveries.makeDue(emailDelivery);
    await sendDueThrough(email);
    expect(deliveries.historyOf(emailDelivery)).toBe('sent: email-1');
  });

  it('do not suffer from one that is refused: it alone fails, and shows', async () => {
    const orders = ['order-1', 'order-2', 'order-3'];
    for (const orderId of orders) {
      const { deliveryId } = (await deliveries.claim(aDelivery({ orderId }))) ?? { deliveryId: '' };
      deliveries.makeDue(deliveryId);
    }
    email.failOnce(permanentlyRefused('no such mailbox'));
    await sendDueThrough(email);
    const records = await new DeliveryQueries(deliveries).ofOrders(orders);
    expect(records).toMatchObject([{ state: 'failed', lastError: 'no such mailbox' }, { state: 'sent' }, { state: 'sent' }]);
    expect(email.delivered).toHaveLength(2);
  });
});

describe('SendNotification, when the database fails', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  it('records a message that is out as soon as the database is back, and does not send it again', async () => {
    failNext('recordSent', 20);
    const sent = sendThrough(email);
    await jest.advanceTimersByTimeAsync(30_000);
    await sent;
    expect(deliveries.historyOf(emailDelivery)).toBe('sent: email-1');
  });

  it('keeps the lease of a message it could not record, so that it does not go out again at once', async () => {
    failNext('recordSent', 1000);
    const failed = expect(sendThrough(email)).rejects.toThrow('no database');
    await jest.advanceTimersByTimeAsync(60_000);
    await failed;
    await sendThrough(email);
    expect(email.delivered).toHaveLength(1);
  });

  it('says so when it could not put the event on record', async () => {
    failNext('claim', 1);
    await expect(sendThrough(email, pigeon)).rejects.toThrow('no database');
    expect(pigeon.delivered).toHaveLength(1);
  });

  it('leaves a failure that it could not record to the end of the lease', async () => {
    failNext('postpone', 1);
    email.failOnce(outage);
    await expect(sendThrough(email)).rejects.toThrow('no database');
    deliveries.makeDue(emailDelivery);
    await sendDueThrough(email);
    expect(email.delivered).toHaveLength(1);
  });

  function failNext(method: 'claim' | 'recordSent' | 'postpone', times: number): void {
    const database = jest.spyOn(deliveries, method);
    for (let failures = 0; failures < times; failures += 1) {
      database.mockRejectedValueOnce(new Error('no database'));
    }
  }
});

it('refuses to start with two channels of one name', () => {
  expect(() => new RegisteredChannels([email, new RememberingChannel('email')])).toThrow('email');
  expect(() => new RegisteredChannels([])).toThrow('nobody would ever be told');
});

describeDeliveryRepository('InMemoryDeliveryRepository', () => ({
  deliveries,
  makeDue: async (deliveryId) => deliveries.makeDue(deliveryId),
}));
