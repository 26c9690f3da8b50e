import { randomUUID } from 'node:crypto';
import { DeadLetters, Outbox } from '@app/messaging';
import {
  Delivery,
  DeliveryQueries,
  DeliveryReceipt,
  DeliveryTags,
  Notification,
  NotificationChannel,
  NotificationsModule,
  NotificationSource,
  SendNotification,
} from '@app/notifications';
import { Config, Traces } from '@app/platform';
import { getConnectionToken } from '@nestjs/mongoose';
import { Test, TestingModule } from '@nestjs/testing';
import { Connection } from 'mongoose';
import { eventually } from '../../../test/support/eventually';
import { aConfigWith } from '../test/a-config-with';
import { aMessage } from '../test/a-message';
import { RememberedOutbox } from '../test/remembered-outbox';
import { RememberedWebhooks } from '../test/remembered-webhooks';
import { RememberedDeadLetters } from '../test/remembered-dead-letters';
import { EventsConsumer } from './events.consumer';
import { FailurePolicy } from './failure.policy';
import { NotifyCustomer } from './notify-customer';
import { NotifySubscribers } from './notify-subscribers';
import { ReadOrderEvents } from './read-order-events';

class Provider extends NotificationChannel {
  override readonly name = 'email';
  readonly sent: string[] = [];
  isAway = true;

  override async deliver(_recipient: unknown, _message: unknown, { orderId = '' }: DeliveryTags): Promise<DeliveryReceipt> {
    if (this.isAway) {
      throw new Error('connect ECONNREFUSED');
    }
    this.sent.push(orderId);
    return { messageId: `message-${this.sent.length}` };
  }
}

class Customers extends NotificationSource {
  override async notificationFor({ eventId, orderId = '' }: Delivery): Promise<Notification> {
    const order = { id: orderId, items: [], currency: 'EUR', total: 0, placedAt: new Date() };
    return { eventId, kind: 'order_confirmed', recipient: { userId: 'ada', email: 'ada@example.com' }, order };
  }
}

const orderIds = ['order-1', 'order-2', 'order-3'];
const messages = orderIds.map((orderId) => aMessage(orderId, 'order.confirmed'));
const deadLetters = new RememberedDeadLetters();
let app: TestingModule;
let consumer: EventsConsumer;

beforeAll(async () => {
  const uri = new URL(process.env.MONGO_URI ?? '');
  uri.pathname = `/events_${randomUUID()}`;
  app = await Test.createTestingModule({
    imports: [NotificationsModule.register({ source: Customers, channels: [Provider] })],
  })
    .overrideProvider(Config)
    .useValue(aConfigWith({ MONGO_URI: uri.href }))
    .compile();
  app.useLogger(false);
  await app.init();
  const read = new ReadOrderEvents(deadLetters as unknown as DeadLetters, new FailurePolicy(), new Traces());
  const notifyCustomer = new NotifyCustomer(app.get(SendNotification));
  const notifySubscribers = new RememberedWebhooks() as unknown as NotifySubscribers;
  consumer = new EventsConsumer(read, notifyCustomer, notifySubscribers, new RememberedOutbox() as unknown as Outbox);
});

afterAll(async () => {
  await connection().dropDatabase();
  await app.close();
});

describe('events of orders, while the e-mail provider is away', () => {
  it('are acknowledged at once, and told once each when it is back, though the queue brings them twice', async () => {
    await expect(consumer.handle(messages)).resolves.toEqual(messages);
    await expect(consumer.handle(messages)).resolves.toEqual(messages);
    const waiting = await app.get(DeliveryQueries).ofOrders(orderIds);
    expect(waiting.map(({ state }) => state)).toEqual(['waiting', 'waiting', 'waiting']);

    app.get(Provider).isAway = false;
    await connection().collection('deliveries').updateMany({}, { $set: { dueAt: new Date(0) } });

    await eventually(async () => expect(await app.get(DeliveryQueries).counts()).toMatchObject({ waiting: 0, sent: 3 }));
    expect([...app.get(Provider).sent].sort()).toEqual(orderIds);
    expect(deadLetters.letters).toEqual([]);
  });
});

function connection(): Connection {
  return app.get<Connection>(getConnectionToken());
}
