import { randomUUID } from 'node:crypto';
import { Connection, createConnection, Model } from 'mongoose';
import { aDelivery } from '../../test/a-delivery';
import { Claim, Delivery, deliveryIdOf } from '../domain/delivery';
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
  await documents.createIndexes();
  deliveries = new MongoDeliveryRepository(documents);
});

afterAll(async () => {
  await connection.dropDatabase();
  await connection.close();
});

beforeEach(async () => {
  await documents.deleteMany();
});

describeDeliveryRepository('MongoDeliveryRepository', () => ({ deliveries, makeDue }));

describe('MongoDeliveryRepository', () => {
  it('keeps what was sent, when, as what and after how many attempts', async () => {
    const delivery = aDelivery();
    const first = await claimed(delivery);
    await deliveries.postpone(first, 5000, 'no network');
    await makeDue(first.deliveryId);
    const second = await claimed(delivery);
    await deliveries.recordSent(second, 'message-1');
    await expect(documents.findById(`${delivery.eventId}:email`).lean()).resolves.toEqual({
      _id: `${delivery.eventId}:email`,
      ...delivery,
      state: 'sent',
      attempts: 2,
      leaseToken: second.token,
      createdAt: expect.any(Date),
      messageId: 'message-1',
      sentAt: expect.any(Date),
    });
  });

  it('keeps why it failed, and when', async () => {
    const lease = await claimed(aDelivery());
    await deliveries.recordFailed(lease, 'no such mailbox');
    await expect(documents.findById(lease.deliveryId).lean()).resolves.toMatchObject({
      state: 'failed',
      lastError: 'no such mailbox',
      failedAt: expect.any(Date),
    });
  });

  it('takes ids and reasons for what they are, even when they look like an expression', async () => {
    const delivery = aDelivery({ eventId: `$$NOW${randomUUID()}`, orderId: '$leaseToken', userId: '$_id' });
    await deliveries.postpone(await claimed(delivery), 5000, '$leaseToken');
    await expect(deliveries.ofOrders(['$leaseToken'])).resolves.toMatchObject([{ ...delivery, lastError: '$leaseToken' }]);
  });

  it('puts a delivery off for as long as it is told', async () => {
    const lease = await claimed(aDelivery());
    await deliveries.postpone(lease, 3_600_000, 'no network');
    const waits = { $dateDiff: { startDate: '$createdAt', endDate: '$dueAt', unit: 'minute' } };
    const [found] = await documents.aggregate([{ $match: { _id: lease.deliveryId } }, { $project: { waits } }]);
    expect(found).toMatchObject({ waits: 60 });
  });

  it('tells how long a delivery has been on its way', async () => {
    const { deliveryId } = await claimed(aDelivery());
    const twoDaysAgo = { $dateSubtract: { startDate: '$$NOW', unit: 'day', amount: 2 } };
    await documents.updateOne({ _id: deliveryId }, [{ $set: { createdAt: twoDaysAgo } }], { updatePipeline: true });
    await makeDue(deliveryId);
    const [claim] = await deliveries.claimDue(1);
    expect(Math.round((claim?.ageSeconds ?? 0) / 3600)).toBe(48);
  });

  it('begins with those that have waited longest', async () => {
    const [young, old] = [await claimed(aDelivery()), await claimed(aDelivery())];
    await makeDue(young.deliveryId, 1000);
    await makeDue(old.deliveryId, 2000);
    await expect(deliveries.claimDue(1)).resolves.toMatchObject([{ deliveryId: old.deliveryId }]);
  });

  it('looks at nothing but what is due, however many wait or are settled', async () => {
    for (let i = 0; i < 20; i += 1) {
      await deliveries.postpone(await claimed(aDelivery()), 3_600_000, 'no network');
      await deliveries.recordSent(await claimed(aDelivery()), 'message-1');
    }
    await makeDue((await claimed(aDelivery())).deliveryId);
    const due = documents.find({ dueAt: { $exists: true }, $expr: { $lte: ['$dueAt', '$$NOW'] } });
    const { executionStats } = (await due.sort({ dueAt: 1 }).explain('executionStats')) as unknown as Explained;
    expect(executionStats).toMatchObject({ nReturned: 1, totalDocsExamined: 1 });
  });

  it('reads from the snapshot of a transaction', async () => {
    await connection.withSession((session) =>
      session.withTransaction(
        async () => {
          await expect(deliveries.ofOrders(['order-1'], session)).resolves.toEqual([]);
          await deliveries.claim(aDelivery());
          await expect(deliveries.ofOrders(['order-1'], session)).resolves.toEqual([]);
          await expect(deliveries.counts(session)).resolves.toMatchObject({ sending: 0 });
        },
        { readConcern: { level: 'snapshot' } },
      ),
    );
  });

  it.each([-2, 2])("times leases and pauses by the database's clock, though ours is %d hours off", async (hours) => {
    const delivery = aDelivery();
    await withClockOff(hours, async () => {
      await deliveries.postpone(await claimed(delivery), 5000, 'no network');
      await expect(deliveries.claimDue(10)).resolves.toEqual([]);
      await makeDue(deliveryIdOf(delivery));
      await expect(deliveries.claimDue(10)).resolves.toMatchObject([{ delivery }]);
      await expect(deliveries.claim(delivery)).resolves.toBeUndefined();
    });
  });
});

interface Explained {
  readonly executionStats: object;
}

async function makeDue(_id: string, milliseconds = 1): Promise<void> {
  const before = { $dateSubtract: { startDate: '$$NOW', unit: 'millisecond', amount: milliseconds } };
  await documents.updateOne({ _id, dueAt: { $exists: true } }, [{ $set: { dueAt: before } }], { updatePipeline: true });
}

async function claimed(delivery: Delivery): Promise<Claim> {
  const claim = await deliveries.claim(delivery);
  if (!claim) {
    throw new Error('The delivery was not given out.');
  }
  return claim;
}

async function withClockOff(hours: number, work: () => Promise<void>): Promise<void> {
  jest.useFakeTimers({ now: Date.now() + hours * 3_600_000, doNotFake: [...allButTheDate] });
  await work().finally(() => jest.useRealTimers());
}
