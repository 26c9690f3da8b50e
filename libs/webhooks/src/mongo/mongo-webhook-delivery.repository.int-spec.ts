import { anEvent } from '../../test/an-event';
import { databaseOfItsOwn, OpenWebhooks } from '../../test/open-webhooks';
import { webhookEventOf } from '../domain/webhook-delivery';
import { describeWebhookDeliveryRepository } from '../ports/webhook-delivery.repository.contract';
import { WebhookDeliveryRepository } from '../ports/webhook-delivery.repository';

const database = databaseOfItsOwn();
let open: OpenWebhooks;

beforeAll(async () => {
  open = await OpenWebhooks.open(database);
});
afterAll(() => open.close());
beforeEach(() => open.clear());

describeWebhookDeliveryRepository('MongoWebhookDeliveryRepository', () => ({
  deliveries: open.get(WebhookDeliveryRepository),
  makeDue: (id, secondsAgo = 1) => setBack(id, 'dueAt', secondsAgo),
  makeOlder: (id, seconds) => setBack(id, 'begunAt', seconds),
}));

describe('MongoWebhookDeliveryRepository', () => {
  it('gives each delivery to one of several processes', async () => {
    const others = await OpenWebhooks.open(database);
    const processes = [open, others].map((one) => one.get(WebhookDeliveryRepository));
    await Promise.all([2, 3, 4, 5, 6].map((version) => processes[0]?.record(webhookEventOf(anEvent(version)), ['webhook-1'])));
    const given: string[] = [];
    while ((await processes[0]?.dueWebhookAfter('')) !== undefined) {
      const asked = processes.flatMap((deliveries) => [1, 2, 3].map(() => deliveries.claimNext('webhook-1')));
      given.push(...(await Promise.all(asked)).flatMap((claim) => claim?.delivery.id ?? []));
    }
    const { data } = await open.get(WebhookDeliveryRepository).page({ webhookId: 'webhook-1', limit: 10 });
    expect(given.sort()).toEqual(data.map(({ id }) => id).sort());
    await others.leave();
  });

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
