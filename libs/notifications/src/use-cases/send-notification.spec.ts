import { Logger } from '@nestjs/common';
import { aNotification } from '../../test/a-notification';
import { InMemoryDeliveryRepository } from '../../test/in-memory-delivery-repository';
import { RememberingChannel } from '../../test/remembering-channel';
import { OrderMessageTemplates } from '../defaults/order-message-templates';
import { RegisteredChannels } from '../defaults/registered-channels';
import { permanentlyRefused } from '../domain/notifications.errors';
import { describeDeliveryRepository } from '../ports/delivery-repository.contract';
import { SendNotification } from './send-notification';

const notification = aNotification();
const emailDelivery = `${notification.eventId}:email`;
const outage = new Error('the provider is down');

let deliveries: InMemoryDeliveryRepository;
let email: RememberingChannel;
let pigeon: RememberingChannel;

const sendThrough = (...channels: RememberingChannel[]) =>
  new SendNotification(new RegisteredChannels(channels), new OrderMessageTemplates(), deliveries).execute(notification);

beforeAll(() => Logger.overrideLogger(false));

beforeEach(() => {
  deliveries = new InMemoryDeliveryRepository();
  email = new RememberingChannel('email');
  pigeon = new RememberingChannel('pigeon');
});

describe('SendNotification', () => {
  it('tells the customer through every channel and remembers it', async () => {
    await sendThrough(email, pigeon);
    expect(email.delivered).toEqual([
      {
        recipient: notification.recipient,
        message: new OrderMessageTemplates().render(notification),
        tags: { orderId: 'order-1', eventId: notification.eventId },
      },
    ]);
    expect(deliveries.historyOf(emailDelivery)).toBe('sent: email-1');
    expect(deliveries.historyOf(`${notification.eventId}:pigeon`)).toBe('sent: pigeon-1');
  });

  it('tells it once, however often the event comes, at once or one after the other', async () => {
    await Promise.allSettled([sendThrough(email), sendThrough(email), sendThrough(email)]);
    await sendThrough(email);
    expect(email.delivered).toHaveLength(1);
  });

  it('comes back later when another sender has it', async () => {
    await deliveries.claim({ ...notification, orderId: 'order-1', channel: 'email' });
    await expect(sendThrough(email)).rejects.toMatchObject({ kind: 'conflict', code: 'delivery_in_progress' });
    expect(email.delivered).toHaveLength(0);
  });

  it('takes over from a sender that died', async () => {
    await deliveries.claim({ ...notification, orderId: 'order-1', channel: 'email' });
    deliveries.expire(emailDelivery);
    await sendThrough(email);
    expect(deliveries.historyOf(emailDelivery)).toBe('sent: email-1');
  });

  it('hands an outage to the queue, which may try again at once', async () => {
    email.failOnce(outage);
    await expect(sendThrough(email)).rejects.toBe(outage);
    expect(deliveries.historyOf(emailDelivery)).toBe('open');
    await sendThrough(email);
    expect(email.delivered).toHaveLength(1);
  });

  it('does not try again what was refused for good', async () => {
    email.failOnce(permanentlyRefused('no such mailbox'));
    await sendThrough(email);
    await sendThrough(email);
    expect(email.delivered).toHaveLength(0);
    expect(deliveries.historyOf(emailDelivery)).toBe('failed: no such mailbox');
  });

  it('does not let one channel keep the others from delivering', async () => {
    email.failOnce(outage);
    await expect(sendThrough(email, pigeon)).rejects.toBe(outage);
    await sendThrough(email, pigeon);
    expect(email.delivered).toHaveLength(1);
    expect(pigeon.delivered).toHaveLength(1);
  });

  it('says what went wrong in each channel when several fail', async () => {
    email.failOnce(outage);
    pigeon.failOnce(permanentlyRefused('no roof')).failOnce(outage);
    const owl = new RememberingChannel('owl').failOnce(outage);
    await expect(sendThrough(email, pigeon, owl)).rejects.toMatchObject({
      kind: 'unavailable',
      code: 'deliveries_failed',
      cause: { errors: [outage, outage] },
    });
  });
});

describe('SendNotification, when the database fails', () => {
  it('records a message that is out as soon as the database is back, and does not send it again', async () => {
    failNext('recordSent', 2);
    await sendThrough(email);
    expect(deliveries.historyOf(emailDelivery)).toBe('sent: email-1');
  });

  it('keeps the lease of a message it could not record, so that it does not go out again at once', async () => {
    failNext('recordSent', 3);
    await expect(sendThrough(email)).rejects.toThrow('no database');
    await expect(sendThrough(email)).rejects.toMatchObject({ code: 'delivery_in_progress' });
    expect(email.delivered).toHaveLength(1);
  });

  it("reports the channel's error rather than that of the release", async () => {
    failNext('release', 1);
    email.failOnce(outage);
    await expect(sendThrough(email)).rejects.toBe(outage);
  });

  function failNext(method: 'recordSent' | 'release', times: number): void {
    const database = jest.spyOn(deliveries, method);
    for (let failures = 0; failures < times; failures += 1) {
      database.mockRejectedValueOnce(new Error('no database'));
    }
  }
});

it('refuses to start with two channels of one name', () => {
  expect(() => new RegisteredChannels([email, new RememberingChannel('email')])).toThrow('email');
});

describeDeliveryRepository('InMemoryDeliveryRepository', () => ({
  deliveries,
  expireLease: async (deliveryId) => deliveries.expire(deliveryId),
}));
