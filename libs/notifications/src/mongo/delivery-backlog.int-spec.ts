import { randomUUID } from 'node:crypto';
import { Metrics } from '@app/platform';
import { Connection, createConnection, Model } from 'mongoose';
import { aDelivery } from '../../test/a-delivery';
import { DeliveryBacklog } from './delivery-backlog';
import { DeliveryDocument, deliveryModel, deliverySchema } from './delivery.schema';
import { MongoDeliveryRepository } from './mongo-delivery.repository';

let connection: Connection;
let documents: Model<DeliveryDocument>;
let deliveries: MongoDeliveryRepository;

beforeAll(async () => {
  connection = await createConnection(process.env.MONGO_URI ?? '', { dbName: `notifications-${randomUUID()}` }).asPromise();
  documents = connection.model<DeliveryDocument>(deliveryModel, deliverySchema);
  deliveries = new MongoDeliveryRepository(documents);
});
afterAll(async () => {
  await connection.dropDatabase();
  await connection.close();
});

it('tells how many deliveries wait or are in somebody’s hands, and how long one should have been taken up', async () => {
  const metrics = new Metrics();
  new DeliveryBacklog(documents, metrics);
  await Promise.all(['1', '2', '3'].map((eventId) => deliveries.keepForLater({ ...aDelivery(), eventId })));
  await deliveries.claim({ ...aDelivery(), eventId: '4' });
  const sent = await deliveries.claim({ ...aDelivery(), eventId: '5' });
  await deliveries.recordSent({ deliveryId: sent?.deliveryId ?? '', token: sent?.token ?? '' }, 'message-1');
  await documents.updateOne({ eventId: '2' }, { dueAt: new Date(Date.now() - 600_000) });
  const text = await metrics.text();
  expect(text).toContain('notification_deliveries_unsettled{state="waiting",channel="email"} 3');
  expect(text).toContain('notification_deliveries_unsettled{state="sending",channel="email"} 1');
  const overdue = Number(/^notification_deliveries_overdue_seconds (.*)$/m.exec(text)?.[1]);
  expect(overdue).toBeGreaterThanOrEqual(600);
  expect(overdue).toBeLessThan(700);
});

it('goes on telling of what there was, once there is none of it', async () => {
  const metrics = new Metrics();
  const backlog = new DeliveryBacklog(documents, metrics);
  await documents.deleteMany({});
  await deliveries.keepForLater(aDelivery());
  expect(await backlog.read()).toContainEqual(waiting(1));
  await documents.deleteMany({});
  expect(await backlog.read()).toContainEqual(waiting(0));
});

function waiting(value: number) {
  return { name: 'notification_deliveries_unsettled', labels: { state: 'waiting', channel: 'email' }, value };
}
