import { DomainError } from '@app/contracts';
import { Webhook as Verifier } from 'standardwebhooks';
import { anEvent } from '../test/an-event';
import { OpenWebhooks } from '../test/open-webhooks';
import { mostWebhooks, Webhook } from './domain/webhook';
import { ChangeWebhook } from './use-cases/change-webhook';
import { RedeliverWebhooks } from './use-cases/redeliver-webhooks';
import { RemoveWebhook } from './use-cases/remove-webhook';
import { ReplaceWebhookSecret } from './use-cases/replace-webhook-secret';
import { WebhookQueries } from './use-cases/webhook-queries';

const minuteMs = 60_000;
const dayMs = 86_400_000;

let open: OpenWebhooks;

beforeAll(async () => {
  open = await OpenWebhooks.open();
});
afterAll(() => open.close());
beforeEach(() => open.clear());

describe('an order event', () => {
  it('is sent to every webhook that wants to be told, signed, with the event\'s id', async () => {
    const { webhook, secret } = await open.register();
    await open.record(anEvent());
    await open.sendAll();
    const [post] = open.client.posts;
    expect(open.client.posts).toHaveLength(1);
    expect(post).toMatchObject({ url: webhook.url, headers: { 'webhook-id': 'order-1-v2', 'content-type': 'application/json' } });
    expect(new Verifier(secret).verify(post?.body ?? '', { ...post?.headers })).toEqual({
      id: 'order-1-v2',
      type: 'order.confirmed',
      timestamp: '2026-01-31T09:30:00.000Z',
      data: { orderId: 'order-1', seq: 2 },
    });
    expect(await open.deliveriesOf(webhook)).toMatchObject([{ state: 'delivered', attempts: [{ status: 204 }] }]);
  });

  it('goes to nobody who does not want it: other kinds, other people, disabled', async () => {
    await open.register({ events: ['order.rejected'] });
    await open.register({ owner: { id: 'bob', role: 'customer' } });
    const { webhook } = await open.register();
    await change(webhook, { isEnabled: false });
    await open.record(anEvent());
    expect(await open.claimNext()).toBeUndefined();
  });

  it('of anybody goes to an administrator who wants everybody\'s', async () => {
    await open.register({ owner: { id: 'root', role: 'admin' }, scope: 'all' });
    await expect(open.register({ scope: 'all' })).rejects.toMatchObject({ kind: 'forbidden' });
    await expect(open.record(anEvent())).resolves.toHaveLength(1);
  });

  it.each<[string, () => void]>([
    ['the owner may not be told any more', () => open.orders.banned.add('ann')],
    ['there is no such order', () => open.orders.lost.add('order-1')],
  ])('is not sent when %s, and the record says so', async (_case, happen) => {
    const { webhook } = await open.register();
    await open.record(anEvent());
    happen();
    await open.sendAll();
    expect(open.client.posts).toEqual([]);
    expect(await open.deliveriesOf(webhook)).toMatchObject([{ state: 'failed', attempts: [{ error: expect.any(String) }] }]);
  });
});

describe('a webhook that does not take what it is sent', () => {
  it.each<[string, number | Error]>([
    ['500', 500],
    ['302', 302],
    ['400', 400],
    ['nothing at all', new Error('connect ECONNREFUSED')],
  ])('but answers %s is tried again, later each time, until it does', async (_answer, answer) => {
    const { webhook } = await open.register();
    await open.record(anEvent());
    open.client.answers = () => answer;
    await open.sendAll();
    await open.sendAll();
    expect(open.client.posts).toHaveLength(1);
    expect(await pauseOf(webhook)).toBeGreaterThanOrEqual(2000);
    await open.letTimePass();
    await open.sendAll();
    expect(await pauseOf(webhook)).toBeGreaterThanOrEqual(4500);
    open.client.answers = () => 200;
    await open.letTimePass();
    await open.sendAll();
    const [delivery] = await open.deliveriesOf(webhook);
    expect(delivery).toMatchObject({ state: 'delivered', attempts: [{}, {}, { status: 200 }] });
    expect(new Set(open.client.posts.map(({ body }) => body)).size).toBe(1);
    expect(await open.reread(webhook)).not.toHaveProperty('failingSince');
  });

  it('for a day is given up for this event, and can be sent it again', async () => {
    const { webhook } = await open.register();
    await open.record(anEvent());
    open.client.answers = () => 503;
    await open.letTimePass({ begunAt: new Date(Date.now() - dayMs - minuteMs) });
    await open.sendAll();
    expect(await open.deliveriesOf(webhook)).toMatchObject([{ state: 'failed' }]);
    open.client.answers = () => 200;
    await expect(open.get(RedeliverWebhooks).execute('ann', webhook.id, 'failed')).resolves.toBe(1);
    await open.sendAll();
    expect(await open.deliveriesOf(webhook)).toMatchObject([{ state: 'delivered', attempts: [{ status: 503 }, { status: 200 }] }]);
  });

  it('for five days is disabled, and takes nothing more until it is enabled', async () => {
    const { webhook } = await open.register();
    await open.webhooks.updateMany({}, { $set: { failingSince: new Date(Date.now() - 5 * dayMs) } });
    await open.record(anEvent());
    open.client.answers = () => 503;
    await open.sendAll();
    expect(await open.reread(webhook)).not.toHaveProperty('disabledBecause');
    await open.letTimePass({ begunAt: new Date(Date.now() - dayMs - minuteMs) });
    await open.sendAll();
    expect(await open.reread(webhook)).toMatchObject({ disabledBecause: 'failing' });
    expect(open.orders.disabledOnes).toEqual([webhook.id]);
    await expect(open.record(anEvent(3))).resolves.toEqual([]);
    await open.letTimePass();
    await open.sendAll();
    expect(open.client.posts).toHaveLength(2);
    await expect(open.get(RedeliverWebhooks).execute('ann', webhook.id, 'failed')).rejects.toMatchObject({ code: 'webhook_disabled' });
    const enabled = await change(webhook, { isEnabled: true });
    expect(enabled).not.toHaveProperty('disabledBecause');
    expect(enabled).not.toHaveProperty('failingSince');
  });

  it('because it is gone is disabled at once', async () => {
    const { webhook } = await open.register();
    await open.record(anEvent());
    open.client.answers = () => 410;
    await open.sendAll();
    expect(await open.reread(webhook)).toMatchObject({ disabledBecause: 'gone' });
    expect(await open.deliveriesOf(webhook)).toMatchObject([{ state: 'failed' }]);
    expect(open.orders.disabledOnes).toEqual([webhook.id]);
  });

  it('at an address that it had before is not blamed for that', async () => {
    const { webhook } = await open.register();
    await open.record(anEvent());
    open.client.answers = () => 410;
    open.client.meanwhile = () => change(webhook, { url: 'https://moved.example/' });
    await open.sendAll();
    const moved = await open.reread(webhook);
    expect(moved.url).toBe('https://moved.example/');
    expect(moved).not.toHaveProperty('disabledBecause');
    expect(moved).not.toHaveProperty('failingSince');
    expect(open.orders.disabledOnes).toEqual([]);
  });

  it('because of a fault on our side is tried again as well', async () => {
    const { webhook } = await open.register();
    await open.record(anEvent());
    open.orders.fault = new TypeError('undefined is not a function');
    await open.sendAll();
    expect(await open.deliveriesOf(webhook)).toMatchObject([{ state: 'waiting', attempts: [{ error: 'undefined is not a function' }] }]);
  });

  it('is not blamed for orders that take too long to be read', async () => {
    const { webhook } = await open.register();
    await open.record(anEvent());
    open.orders.fault = new DomainError({ kind: 'unavailable', code: 'too_slow', message: 'This took too long.' });
    await expect(open.sendAll()).rejects.toThrow('This took too long.');
    expect(await open.deliveriesOf(webhook)).toMatchObject([{ state: 'sending', attempts: [] }]);
    expect(await open.reread(webhook)).not.toHaveProperty('failingSince');
  });
});

describe('what a webhook was told', () => {
  it('is listed page by page, newest first', async () => {
    const { webhook } = await open.register();
    for (const seq of [2, 3, 4]) {
      await open.record(anEvent(seq));
    }
    const page = (cursor?: string) => open.get(WebhookQueries).deliveriesOf('ann', { webhookId: webhook.id, limit: 2, ...(cursor && { cursor }) });
    const first = await page();
    const rest = await page(first.nextCursor ?? '');
    expect([...first.data, ...rest.data].map(({ seq }) => seq)).toEqual([4, 3, 2]);
  });

  it('is sent once more when it is named, even if it was taken', async () => {
    const { webhook } = await open.register();
    await open.record(anEvent());
    await open.sendAll();
    const [delivery] = await open.deliveriesOf(webhook);
    await expect(open.get(RedeliverWebhooks).execute('ann', webhook.id, [delivery?.id ?? ''])).resolves.toBe(1);
    await open.sendAll();
    expect(open.client.posts).toHaveLength(2);
  });
});

describe('a webhook', () => {
  it('is one of ten of its owner', async () => {
    await Promise.all(Array.from({ length: 5 }, () => open.register({ owner: { id: 'bob', role: 'customer' } })));
    for (let n = 0; n < mostWebhooks; n += 1) {
      await open.register();
    }
    await expect(open.register()).rejects.toMatchObject({ kind: 'conflict', code: 'too_many_webhooks' });
    expect(await open.get(WebhookQueries).all('ann')).toHaveLength(mostWebhooks);
  });

  it.each<[string, (webhook: Webhook) => Promise<unknown>]>([
    ['read', ({ id }) => open.get(WebhookQueries).one('bob', id)],
    ['change', (webhook) => change({ ...webhook, ownerId: 'bob' }, { url: 'https://bob.example/' })],
    ['remove', ({ id }) => open.get(RemoveWebhook).execute('bob', id)],
    ['replace the secret of', ({ id }) => open.get(ReplaceWebhookSecret).execute('bob', id)],
    ['read the deliveries of', ({ id }) => open.get(WebhookQueries).deliveriesOf('bob', { webhookId: id, limit: 2 })],
    ['redeliver from', ({ id }) => open.get(RedeliverWebhooks).execute('bob', id, 'failed')],
  ])('is not there for others to %s', async (_verb, act) => {
    const { webhook } = await open.register();
    await expect(act(webhook)).rejects.toMatchObject({ kind: 'not_found', code: 'webhook_not_found' });
    expect(await open.reread(webhook)).toEqual(webhook);
  });

  it('is removed with all that it was told and has to be told', async () => {
    const { webhook } = await open.register();
    await open.record(anEvent());
    await open.sendAll();
    await open.record(anEvent(3));
    await open.get(RemoveWebhook).execute('ann', webhook.id);
    expect(await open.deliveries.countDocuments()).toBe(0);
  });

  it('is signed with both secrets after one was replaced, and with no third', async () => {
    const { webhook, secret } = await open.register();
    const replace = () => open.get(ReplaceWebhookSecret).execute('ann', webhook.id);
    const replaced = await Promise.all([replace(), replace()]);
    await open.record(anEvent());
    await open.sendAll();
    const [post] = open.client.posts;
    const verify = (one: string) => new Verifier(one).verify(post?.body ?? '', { ...post?.headers });
    expect(replaced.map(verify)).toHaveLength(2);
    expect(() => verify(secret)).toThrow();
  });
});

function change({ ownerId, id }: Webhook, changes: { isEnabled?: boolean; url?: string }): Promise<Webhook> {
  return open.get(ChangeWebhook).execute({ ownerId, id, ...changes });
}

async function pauseOf(webhook: Webhook): Promise<number> {
  const [delivery] = await open.deliveriesOf(webhook);
  return Number(delivery?.dueAt) - Number(delivery?.attempts.at(-1)?.at);
}
