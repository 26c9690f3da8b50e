import { OpenWebhooks } from '../../test/open-webhooks';
import { describeWebhookRepository } from '../ports/webhook.repository.contract';
import { WebhookRepository } from '../ports/webhook.repository';

let open: OpenWebhooks;

beforeAll(async () => {
  open = await OpenWebhooks.open();
});
afterAll(() => open.close());
beforeEach(() => open.clear());

describeWebhookRepository('MongoWebhookRepository', () => open.get(WebhookRepository));
