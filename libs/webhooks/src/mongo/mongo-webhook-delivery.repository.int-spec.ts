import { OpenWebhooks } from '../../test/open-webhooks';
import { describeWebhookDeliveryRepository } from '../ports/webhook-delivery.repository.contract';
import { WebhookDeliveryRepository } from '../ports/webhook-delivery.repository';

let open: OpenWebhooks;

beforeAll(async () => {
  open = await OpenWebhooks.open();
});
afterAll(() => open.close());
beforeEach(() => open.clear());

describeWebhookDeliveryRepository('MongoWebhookDeliveryRepository', () => ({
  deliveries: open.get(WebhookDeliveryRepository),
  makeDue: (id, secondsAgo = 1) => setBack(id, 'dueAt', secondsAgo),
  makeOlder: (id, seconds) => setBack(id, 'begunAt', seconds),
}));

describe('MongoWebhookDeliveryRepository', () => {
  it('has deliveries removed after thirty days', async () => {
    const indexes = await open.deliveries.indexes();
    expect(indexes).toContainEqual(expect.objectContaining({ key: { createdAt: 1 }, expireAfterSeconds: 30 * 86_400 }));
  });
});

/** To so long before now, by the database's clock; nothing where there is no such date. */
async function setBack(id: string, date: 'dueAt' | 'begunAt', seconds: number): Promise<void> {
  const before = { $dateSubtract: { startDate: '$$NOW', unit: 'second', amount: seconds } };
  await open.deliveries.updateOne({ _id: { $eq: id as never }, [date]: { $exists: true } }, [{ $set: { [date]: before } }]);
}
