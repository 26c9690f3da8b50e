import { isDatabaseOutage } from '@app/platform';
import { Connection, createConnection, Model } from 'mongoose';
import { Failpoint } from '../../../../test/faults/rig/failpoint';
import { OwnStack } from '../../../../test/faults/rig/own-stack';
import { eventually } from '../../../../test/support/eventually';
import { aDelivery } from '../../test/a-delivery';
import { Claim, Delivery, deliveryIdOf } from '../domain/delivery';
import { DeliveryDocument, deliveryModel, deliverySchema } from './delivery.schema';
import { MongoDeliveryRepository } from './mongo-delivery.repository';

const brokenDocument = 121;

let stack: OwnStack;
let uri: string;
let connection: Connection;
let documents: Model<DeliveryDocument>;
let deliveries: MongoDeliveryRepository;
let writes: number;

beforeAll(async () => {
  stack = await OwnStack.start('mongo');
  uri = stack.environment.MONGO_URI ?? '';
  connection = await createConnection(uri, { bufferCommands: false, autoCreate: false, autoIndex: false, monitorCommands: true }).asPromise();
  connection.getClient().on('commandStarted', ({ commandName }) => (writes += commandName === 'update' ? 1 : 0));
  documents = connection.model<DeliveryDocument>(deliveryModel, deliverySchema);
  await documents.createCollection({ validator: { lastError: { $ne: 'poison' } } });
  await documents.createIndexes();
});

afterAll(async () => {
  await connection.close();
  await stack.stop();
});

beforeEach(async () => {
  await documents.deleteMany();
  deliveries = new MongoDeliveryRepository(documents);
  writes = 0;
});

describe('deliveries that are claimed at the same moment', () => {
  it('are given out once each, though half of them are asked for twice, and cost few writes', async () => {
    const asked = many(100);
    const claims = await Promise.all([...asked, ...asked.slice(0, 50)].map((delivery) => deliveries.claim(delivery)));
    expect(idsOf(claims)).toEqual(asked.map(deliveryIdOf).sort());
    expect(writes).toBeLessThanOrEqual(10);
  });

  it('are given out once each, though two processes ask for all of them', async () => {
    const asked = many(100);
    const both = [deliveries, new MongoDeliveryRepository(documents)];
    const claims = await Promise.all(asked.flatMap((delivery) => both.map((one) => one.claim(delivery))));
    expect(idsOf(claims)).toEqual(asked.map(deliveryIdOf).sort());
  });

  it('do not suffer from one whose document is broken: it alone fails', async () => {
    const [broken, ...sound] = await withOneBroken(5);
    const claims = await Promise.allSettled([broken, ...sound].map((delivery) => deliveries.claim(delivery)));
    expect(claims.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled', 'fulfilled', 'fulfilled']);
    expect(claims.slice(1)).toMatchObject(sound.map((delivery) => ({ value: { delivery, attempts: 2 } })));
  });

  it('fail together when the database is away, and nobody has them then', async () => {
    const asked = many(20);
    await awayForOneBatch();
    const claims = await Promise.allSettled(asked.map((delivery) => deliveries.claim(delivery)));
    expect(claims.filter((claim) => claim.status === 'rejected' && isDatabaseOutage(claim.reason))).toHaveLength(20);
    const others = many(5);
    const later = await Promise.all([...asked, ...others].map((delivery) => deliveries.claim(delivery)));
    expect(idsOf(later)).toEqual([...asked, ...others].map(deliveryIdOf).sort());
  });
});

describe('deliveries that are due at the same moment', () => {
  it('do not suffer from one whose document is broken: the others are given out', async () => {
    const [, ...sound] = await withOneBroken(5);
    expect(idsOf(await deliveries.claimDue(10))).toEqual(sound.map(deliveryIdOf).sort());
  });

  it('are not taken by a sweep that saw them and comes late', async () => {
    const due = await allClaimed(5);
    await documents.updateMany({}, { dueAt: new Date(0) });
    writes = 0;
    await Failpoint.failCommand(uri, { commands: ['update'], blockMs: 2000, times: 1 });
    const late = deliveries.claimDue(10);
    await eventually(async () => expect(writes).toBe(1));
    expect(idsOf(await deliveries.claimDue(10))).toEqual(idsOf(due));
    await expect(late).resolves.toEqual([]);
  });
});

describe('deliveries that are kept for later at the same moment', () => {
  it('are on record once each, though two processes keep them, and cost few writes', async () => {
    const both = [deliveries, new MongoDeliveryRepository(documents)];
    const kept = many(100);
    await Promise.all(kept.flatMap((delivery) => both.map((one) => one.keepForLater(delivery))));
    await expect(deliveries.counts()).resolves.toMatchObject({ waiting: 100 });
    expect(writes).toBeLessThanOrEqual(10);
    expect(idsOf(await deliveries.claimDue(200))).toEqual(kept.map(deliveryIdOf).sort());
  });

  it('fail together when the database is away', async () => {
    await awayForOneBatch();
    const kept = await Promise.allSettled(many(20).map((delivery) => deliveries.keepForLater(delivery)));
    expect(kept.filter(({ status }) => status === 'rejected')).toHaveLength(20);
    await expect(deliveries.counts()).resolves.toMatchObject({ waiting: 0 });
  });
});

describe('records that are made at the same moment', () => {
  it('tell each holder whether its own was written, and cost few writes', async () => {
    const claims = await allClaimed(60);
    const [held, repeated, lost] = [claims.slice(0, 20), claims.slice(20, 40), claims.slice(40)];
    await Promise.all(repeated.map((lease) => deliveries.recordSent(lease, 'message-1')));
    await documents.updateMany({ _id: { $in: lost.map(({ deliveryId }) => deliveryId) } }, { leaseToken: 'of another' });
    writes = 0;
    const record = (lease: Claim) => deliveries.recordSent(lease, 'message-1');
    await expect(Promise.all(claims.map(record))).resolves.toEqual(claims.map((claim) => !lost.includes(claim)));
    expect(writes).toBeLessThanOrEqual(5);
    await expect(deliveries.counts()).resolves.toMatchObject({ sent: held.length + repeated.length, sending: lost.length });
  });

  it('are told apart, whatever kind they are', async () => {
    const [sent, failed, waiting, given] = await allClaimed(4);
    await deliveries.postpone(given as Claim, 60_000, 'no network');
    const records = [
      deliveries.recordSent(sent as Claim, 'message-1'),
      deliveries.recordFailed(sent as Claim, 'no such mailbox'),
      deliveries.recordFailed(failed as Claim, 'no such mailbox'),
      deliveries.postpone(waiting as Claim, 60_000, 'no network'),
      deliveries.postpone(given as Claim, 60_000, 'no network'),
    ];
    await expect(Promise.all(records)).resolves.toEqual([true, false, true, true, false]);
    await expect(deliveries.counts()).resolves.toEqual({ sent: 1, failed: 1, waiting: 2, sending: 0 });
  });

  it('do not suffer from one that the database refuses: it alone fails', async () => {
    const claims = await allClaimed(3);
    const reasons = ['no such mailbox', 'poison', 'no such mailbox'];
    const records = claims.map((lease, index) => deliveries.recordFailed(lease, reasons[index] ?? ''));
    await expect(Promise.allSettled(records)).resolves.toMatchObject([
      { value: true },
      { reason: { code: brokenDocument } },
      { value: true },
    ]);
  });

  it('fail together when the database is away, and can be repeated', async () => {
    const claims = await allClaimed(20);
    await awayForOneBatch();
    const record = (lease: Claim) => deliveries.recordSent(lease, 'message-1');
    const records = await Promise.allSettled(claims.map(record));
    expect(records.filter(({ status }) => status === 'rejected')).toHaveLength(20);
    await expect(Promise.all(claims.map(record))).resolves.toEqual(claims.map(() => true));
  });
});

function many(count: number): Delivery[] {
  return Array.from({ length: count }, () => aDelivery());
}

function idsOf(claims: readonly (Claim | undefined)[]): string[] {
  return claims.flatMap((claim) => claim?.deliveryId ?? []).sort();
}

function allClaimed(count: number): Promise<Claim[]> {
  return Promise.all(many(count).map(async (delivery) => (await deliveries.claim(delivery)) as Claim));
}

/** Deliveries whose sender died; nobody can count the attempts of the first. */
async function withOneBroken(count: number): Promise<[Delivery, ...Delivery[]]> {
  const claims = await allClaimed(count);
  const [broken, ...sound] = claims.map(({ delivery }) => delivery);
  await documents.updateMany({}, { dueAt: new Date(0) });
  await documents.collection.updateOne({ orderId: 'order-1', eventId: broken?.eventId }, { $set: { attempts: 'many' } });
  return [broken as Delivery, ...sound];
}

/** The driver repeats a write once by itself. */
async function awayForOneBatch(): Promise<void> {
  await Failpoint.failCommand(uri, { commands: ['update'], closeConnection: true, times: 2 });
}
