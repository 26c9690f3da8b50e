import { getModelToken } from '@nestjs/mongoose';
import { Metrics } from '@app/platform';
import { anEvent } from '../../test/an-event';
import { OpenWebhooks } from '../../test/open-webhooks';
import { webhookEventOf } from '../domain/webhook-delivery';
import { WebhookDeliveryRepository } from '../ports/webhook-delivery.repository';
import { WebhookBacklog } from './webhook-backlog';
import { WebhookDeliveryRecord } from './webhook-delivery.record';

let open: OpenWebhooks;

beforeAll(async () => {
  open = await OpenWebhooks.open();
});
afterAll(() => open.close());

it('tells how many deliveries wait or are in somebody’s hands, and how long one should have been taken up', async () => {
  const deliveries = open.get(WebhookDeliveryRepository);
  await deliveries.record(webhookEventOf(anEvent(2)), ['webhook-1', 'webhook-2', 'webhook-3']);
  await deliveries.claimNext('webhook-1');
  const tenMinutesAgo = { $dateSubtract: { startDate: '$$NOW', unit: 'minute', amount: 10 } };
  await open.deliveries.updateOne({ webhookId: 'webhook-2' }, [{ $set: { dueAt: tenMinutesAgo } }]);
  const text = await open.get(Metrics).text();
  expect(text).toContain('webhook_deliveries_unsettled{state="waiting"} 2');
  expect(text).toContain('webhook_deliveries_unsettled{state="sending"} 1');
  const overdue = Number(/^webhook_deliveries_overdue_seconds (.*)$/m.exec(text)?.[1]);
  expect(overdue).toBeGreaterThanOrEqual(600);
  expect(overdue).toBeLessThan(700);
});

it('reads what waits and nothing else, however much was told before', async () => {
  await open.connection.db?.command({ profile: 2 });
  const metrics = new Metrics();
  new WebhookBacklog(open.get(getModelToken(WebhookDeliveryRecord.name) as never), metrics);
  await metrics.text();
  await open.connection.db?.command({ profile: 0 });
  const reads = await open.connection.collection('system.profile').find({ 'command.aggregate': 'webhook_deliveries' }).toArray();
  expect(reads.map(({ planSummary }) => String(planSummary))).toEqual(['IXSCAN { webhookId: 1, dueAt: 1 }']);
});
