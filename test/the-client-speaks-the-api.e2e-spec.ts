import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import {
  authRegister,
  Client,
  createClient,
  createConfig,
  ordersById,
  ordersCancel,
  ordersFollow,
  ordersPlace,
  webhooksList,
  webhooksRegister,
} from '../clients/typescript';
import { RunningSystem } from './support/running-system';

describe('the typed client', () => {
  let system: RunningSystem;
  let client: Client;

  beforeAll(async () => {
    system = await RunningSystem.start();
    const admin = await system.admin();
    await admin.put('/api/inventory/MUG', { name: 'Mug', unitPrice: 100, currency: 'EUR', onHand: 1000 });
    const baseUrl = system.apis[0]?.url ?? '';
    const body = { email: `${randomUUID()}@example.com`, password: 'a password of a customer' };
    const { data } = await authRegister({ client: createClient(createConfig({ baseUrl })), body });
    client = createClient(createConfig({ baseUrl, auth: data?.accessToken ?? '' }));
  });
  afterAll(() => system.stop());

  it('is made from the document that is served', async () => {
    const { body } = await system.visitor().get('/openapi.json');
    expect(body).toEqual(JSON.parse(readFileSync(resolve(__dirname, '../openapi.json'), 'utf8')));
  });

  it('places an order, follows it to its end, and is told why something cannot be', async () => {
    const placed = await ordersPlace({
      client,
      headers: { 'Idempotency-Key': randomUUID(), Prefer: 'wait=20' },
      body: { items: [{ sku: 'MUG', quantity: 2 }], note: 'Please ring twice.' },
    });
    expect(placed.data).toMatchObject({ status: 'CONFIRMED', total: 200 });
    const { id = '' } = placed.data ?? {};
    const stale = await ordersCancel({ client, path: { id }, headers: { 'If-Match': '"1"' } });
    expect([stale.response?.status, stale.error?.code]).toEqual([412, 'version_mismatch']);
    const { stream } = await ordersFollow({ client, path: { id }, sseMaxRetryAttempts: 1 });
    await ordersCancel({ client, path: { id }, body: { reason: 'Ordered twice.' } });
    const statuses: string[] = [];
    for await (const entry of stream) {
      statuses.push(...(entry ? [entry.status] : []));
    }
    expect(statuses).toEqual(['PENDING', 'CONFIRMED', 'CANCELLED']);
    const { data: order } = await ordersById({ client, path: { id } });
    expect(order?.timeline.map(({ reason }) => reason)).toEqual([undefined, undefined, 'Ordered twice.']);
  });

  it('is told which fields were wrong', async () => {
    const { error } = await ordersPlace({ client, body: { items: [{ sku: 'MUG', quantity: 0 }] } });
    expect(error).toMatchObject({ status: 400, errors: [{ path: 'items.0.quantity' }] });
  });

  it('registers a webhook', async () => {
    const { data } = await webhooksRegister({ client, body: { url: 'https://93.184.216.34/', events: ['order.fulfilled'] } });
    expect(data?.secret).toMatch(/^whsec_/);
    const { data: list } = await webhooksList({ client });
    expect(list?.data.map(({ id }) => id)).toEqual([data?.id]);
  });
});
