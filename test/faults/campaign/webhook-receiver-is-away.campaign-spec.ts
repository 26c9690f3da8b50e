import { waitUntil } from '../../../tools/stack/wait-until';
import { RunningSystem } from '../../support/running-system';
import { Shopper } from '../../support/shopper';
import { WebhookReceiver } from '../../support/webhook-receiver';

/** With pauses that double from five seconds, and are up to half shorter, that is one to three minutes. */
const triesWhileAway = 6;
const longestMs = 900_000;

interface Delivery {
  readonly state: string;
  readonly attempts: readonly object[];
}

describe('a program that is told of orders by a webhook', () => {
  let system: RunningSystem;
  let customer: Shopper;
  let receiver: WebhookReceiver;
  let webhookId: string;

  beforeAll(async () => {
    receiver = await new WebhookReceiver().start();
    system = await RunningSystem.start({ processors: 2, environment: { WEBHOOK_ALLOWED_NETWORKS: '127.0.0.1' } });
    await (await system.admin()).put('/api/inventory/MUG', { name: 'Mug', unitPrice: 100, currency: 'EUR', onHand: 10_000 });
    customer = await system.customer();
    const { body } = await customer.post('/api/webhooks', { url: receiver.url, events: ['order.confirmed'] });
    webhookId = body.id;
    receiver.secret = (body as unknown as { secret: string }).secret;
  });
  afterAll(async () => {
    await system.stop();
    await receiver.stop();
  });

  it('and is away for minutes, misses nothing, though processors are killed meanwhile', async () => {
    await receiver.stop();
    const orderIds: string[] = [];
    for (let tries = 1; tries <= triesWhileAway; tries += 1) {
      orderIds.push(...(await placed(15)));
      await until(`${tries} tries`, async () => (await deliveries()).some(({ attempts }) => attempts.length >= tries));
      const processor = system.processors[tries % 2];
      await (processor && system.replace(processor));
    }
    await receiver.start();
    await until('all to be told', async () => orderIds.every((id) => receiver.typesOf(id).length > 0));
    await until('all to be on record as delivered', async () => (await deliveries()).every(({ state }) => state === 'delivered'));
    expect([receiver.events.size, receiver.forgeries]).toEqual([orderIds.length, 0]);
  }, longestMs);

  async function placed(count: number): Promise<string[]> {
    const answers = await Promise.all(Array.from({ length: count }, () => customer.place([{ sku: 'MUG', quantity: 1 }])));
    return answers.map(({ body }) => body.id);
  }

  /** The hundred that are newest. */
  async function deliveries(): Promise<readonly Delivery[]> {
    const { body } = await customer.get(`/api/webhooks/${webhookId}/deliveries?limit=100`);
    return body.data as unknown as Delivery[];
  }

  function until(description: string, holds: () => Promise<boolean>): Promise<void> {
    return waitUntil(holds, { withinSeconds: 400, description });
  }
});
