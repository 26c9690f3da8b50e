import { randomUUID } from 'node:crypto';
import { Connection, createConnection, Model } from 'mongoose';
import { Delivery, deliveryIdOf } from '../domain/delivery';
import { describeDeliveryRepository } from '../ports/delivery-repository.contract';
import { DeliveryDocument, deliveryModel, deliverySchema } from './delivery.schema';
import { MongoDeliveryRepository } from './mongo-delivery.repository';

const allButTheDate = [
  'hrtime',
  'nextTick',
  'performance',
  'queueMicrotask',
  'setImmediate',
  'clearImmediate',
  'setInterval',
  'clearInterval',
  'setTimeout',
  'clearTimeout',
] as const;

let connection: Connection;
let documents: Model<DeliveryDocument>;
let deliveries: MongoDeliveryRepository;

beforeAll(async () => {
  connection = await createConnection(process.env.MONGO_URI ?? '', {
    dbName: `notifications-${randomUUID()}`,
    bufferCommands: false,
    autoCreate: false,
    autoIndex: false,
    writeConcern: { w: 'majority', journal: true },
  }).asPromise();
  documents = connection.model<DeliveryDocument>(deliveryModel, deliverySchema);
  await documents.createCollection();
  deliveries = new MongoDeliveryRepository(documents);
});

afterAll(async () => {
  await connection.dropDatabase();
  await connection.close();
});

describeDeliveryRepository('MongoDeliveryRepository', () => ({ deliveries, expireLease }));

describe('MongoDeliveryRepository', () => {
  it('keeps what was sent, when, as what and after how many attempts', async () => {
    const delivery = aDelivery();
    const first = await deliveries.claim(delivery);
    await expireLease(first?.deliveryId ?? '');
    const second = await deliveries.claim(delivery);
    await deliveries.recordSent(second ?? { deliveryId: '', token: '' }, 'message-1');
    await expect(documents.findById(`${delivery.eventId}:email`).lean()).resolves.toEqual({
      _id: `${delivery.eventId}:email`,
      orderId: 'order-1',
      kind: 'order_confirmed',
      channel: 'email',
      state: 'sent',
      attempts: 2,
      leaseToken: second?.token,
      messageId: 'message-1',
      sentAt: expect.any(Date),
    });
  });

  it('keeps why it failed', async () => {
    const lease = await deliveries.claim(aDelivery());
    await deliveries.recordFailed(lease ?? { deliveryId: '', token: '' }, 'no such mailbox');
    await expect(documents.findById(lease?.deliveryId).lean()).resolves.toMatchObject({
      state: 'failed',
      failureReason: 'no such mailbox',
      failedAt: expect.any(Date),
    });
  });

  it('takes ids for what they are, even when they look like an expression', async () => {
    const delivery = { ...aDelivery(), eventId: `$$NOW${randomUUID()}`, orderId: '$leaseToken' };
    await deliveries.claim(delivery);
    await expect(documents.findById(deliveryIdOf(delivery)).lean()).resolves.toMatchObject({ orderId: '$leaseToken' });
  });

  it.each([-2, 2])("times leases by the database's clock, though ours is %d hours off", async (hours) => {
    const delivery = aDelivery();
    await withClockOff(hours, async () => {
      await deliveries.claim(delivery);
      await expect(deliveries.claim(delivery)).rejects.toMatchObject({ code: 'delivery_in_progress' });
      await expireLease(deliveryIdOf(delivery));
      await expect(deliveries.claim(delivery)).resolves.toBeDefined();
    });
  });
});

async function expireLease(_id: string): Promise<void> {
  const justNow = { $dateSubtract: { startDate: '$$NOW', unit: 'millisecond', amount: 1 } };
  await documents.updateOne({ _id, leaseUntil: { $exists: true } }, [{ $set: { leaseUntil: justNow } }], { updatePipeline: true });
}

async function withClockOff(hours: number, work: () => Promise<void>): Promise<void> {
  jest.useFakeTimers({ now: Date.now() + hours * 3_600_000, doNotFake: [...allButTheDate] });
  await work().finally(() => jest.useRealTimers());
}

function aDelivery(): Delivery {
  return { eventId: randomUUID(), channel: 'email', orderId: 'order-1', kind: 'order_confirmed' };
}
