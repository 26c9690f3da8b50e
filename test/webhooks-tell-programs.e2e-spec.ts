import { randomUUID } from 'node:crypto';
import { eventually } from './support/eventually';
import { mailWith } from './support/mailbox';
import { RunningSystem } from './support/running-system';
import { Answer, Shopper } from './support/shopper';
import { WebhookReceiver } from './support/webhook-receiver';

interface Delivery {
  readonly id: string;
  readonly state: string;
  readonly attempts: readonly { readonly status?: number; readonly error?: string }[];
}

describe('a program that is told of orders by a webhook', () => {
  let system: RunningSystem;
  let admin: Shopper;
  let customer: Shopper;
  let receiver: WebhookReceiver;

  beforeAll(async () => {
    const environment = { WEBHOOK_ALLOWED_NETWORKS: '127.0.0.1' };
    system = await RunningSystem.start({ apis: 2, processors: 2, environment });
    admin = await system.admin();
    await admin.put('/api/inventory/MUG', { name: 'Mug', unitPrice: 100, currency: 'EUR', onHand: 1000 });
  });
  afterAll(() => system.stop());
  beforeEach(async () => {
    customer = await system.customer();
    receiver = await new WebhookReceiver().start();
  });
  afterEach(() => receiver.stop());

  it('gets what happens to the orders of its user, signed, each event under an id and a seq of its own', async () => {
    await register(customer);
    const id = await placeOrder();
    await customer.decided(id);
    await customer.post(`/api/orders/${id}/cancel`, {});
    await eventually(async () => expect(receiver.typesOf(id).sort()).toEqual(['order.cancelled', 'order.confirmed', 'order.placed']));
    expect(receiver.forgeries).toBe(0);
    expect([...receiver.events.keys()].sort()).toEqual([1, 2, 3].map((seq) => `${id}-v${seq}`));
    expect(receiver.events.get(`${id}-v3`)).toMatchObject({ type: 'order.cancelled', data: { orderId: id, seq: 3, status: 'CANCELLED' } });
  });

  it('misses nothing while it is away, and is told of nothing that it did not ask for', async () => {
    const { body: webhook } = await register(customer, { events: ['order.confirmed'] });
    const before = await placeOrder();
    await eventually(async () => expect(receiver.typesOf(before)).toEqual(['order.confirmed']));
    await receiver.stop();
    const during = await Promise.all(Array.from({ length: 5 }, () => placeOrder()));
    await eventually(async () => {
      const waiting = (await deliveriesOf(webhook.id)).filter(({ state, attempts }) => state === 'waiting' && attempts.length >= 2);
      expect(waiting).toHaveLength(during.length);
    });
    const [processor] = system.processors;
    await (processor && system.replace(processor));
    await receiver.start();
    await eventually(async () => expect(during.map((id) => receiver.typesOf(id))).toEqual(during.map(() => ['order.confirmed'])));
    await eventually(async () => expect((await deliveriesOf(webhook.id)).map(({ state }) => state)).toEqual(Array(6).fill('delivered')));
    expect([receiver.forgeries, receiver.deliveries]).toEqual([0, 6]);
  });

  it('can ask for what it was sent once more', async () => {
    const { body: webhook } = await register(customer, { events: ['order.confirmed'] });
    const id = await placeOrder();
    await eventually(async () => expect(receiver.deliveries).toBe(1));
    const [delivery] = await eventually(async () => {
      const all = await deliveriesOf(webhook.id);
      expect(all).toMatchObject([{ state: 'delivered' }]);
      return all;
    });
    expect((await customer.post(`/api/webhooks/${webhook.id}/redeliver`, { deliveryIds: [delivery?.id] })).body).toEqual({ redelivered: 1 });
    await eventually(async () => expect(receiver.deliveries).toBe(2));
    expect([...receiver.events.keys()]).toEqual([`${id}-v2`]);
  });

  it('of the administrator is told of everybody\'s orders', async () => {
    await register(admin, { scope: 'all', events: ['order.placed'] });
    const id = await placeOrder();
    await eventually(async () => expect(receiver.typesOf(id)).toEqual(['order.placed']));
    expect((await register(customer, { scope: 'all' })).status).toBe(403);
  });

  it('that says it is gone is told no more, and its user is told so, until they enable it', async () => {
    const { body: webhook } = await register(customer, { events: ['order.confirmed'] });
    receiver.answer = 410;
    await placeOrder();
    await eventually(async () => expect((await read(webhook.id)).body).toMatchObject({ enabled: false, disabledBecause: 'gone' }));
    await mailWith('One of your webhooks was disabled', customer.email);
    receiver.answer = 200;
    const enabled = await customer.send('PATCH', `/api/webhooks/${webhook.id}`, { 'content-type': 'application/json' }, '{"enabled":true}');
    expect(enabled).toMatchObject({ status: 200, body: { enabled: true } });
    await customer.post(`/api/webhooks/${webhook.id}/redeliver`, {});
    await eventually(async () => expect(await deliveriesOf(webhook.id)).toMatchObject([{ state: 'delivered' }]));
  });

  it.each(['http://169.254.169.254/latest', 'https://10.0.0.1/', 'https://[::1]/', 'http://93.184.216.34/', 'https://0x7f.2/', 'https://127.0.0.2/'])(
    'cannot be at %s',
    async (url) => {
      const { status, body } = await customer.post('/api/webhooks', { url });
      expect([status, body.code]).toEqual([422, 'unreachable_webhook_url']);
    },
  );

  it.each(['file:///etc/passwd', 'https://ann:secret@example.com/', 'https://', '//example.com', 'https://example.com/#x', 7])(
    'cannot be at %j, which is no such address',
    async (url) => {
      expect((await customer.post('/api/webhooks', { url })).status).toBe(400);
    },
  );

  it('belongs to its user alone, and its secret is shown once', async () => {
    const { body: webhook, status } = await register(customer);
    expect(status).toBe(201);
    const stranger = await system.customer(1);
    expect((await stranger.get(`/api/webhooks/${webhook.id}`)).status).toBe(404);
    expect((await stranger.get('/api/webhooks')).body).toEqual({ data: [] });
    const { secret, ...rest } = webhook as unknown as { secret: string };
    expect((await customer.get('/api/webhooks')).body).toEqual({ data: [rest] });
    const { body: replaced } = await customer.post(`/api/webhooks/${webhook.id}/secret`, {});
    expect(replaced).not.toEqual({ secret });
    expect((await customer.send('DELETE', `/api/webhooks/${webhook.id}`)).status).toBe(204);
    expect((await read(webhook.id)).status).toBe(404);
  });

  async function register(user: Shopper, more: object = {}): Promise<Answer> {
    const answer = await user.post('/api/webhooks', { url: receiver.url, description: `Program ${randomUUID()}`, ...more });
    receiver.secret = (answer.body as unknown as { secret?: string }).secret ?? receiver.secret;
    return answer;
  }

  async function placeOrder(): Promise<string> {
    return (await customer.place([{ sku: 'MUG', quantity: 1 }])).body.id;
  }

  function read(webhookId: string): Promise<Answer> {
    return customer.get(`/api/webhooks/${webhookId}`);
  }

  async function deliveriesOf(webhookId: string): Promise<readonly Delivery[]> {
    const { body } = await customer.get(`/api/webhooks/${webhookId}/deliveries`);
    return body.data as unknown as Delivery[];
  }
});
