import { eventually } from './support/eventually';
import { mailTo } from './support/mailbox';
import { Body, Shopper } from './support/shopper';
import { RunningSystem } from './support/running-system';
import { soundDatabase } from './support/sound-database';

const firstVersion = '"1"';

describe('ending an order', () => {
  let system: RunningSystem;
  let admin: Shopper;
  let customer: Shopper;

  beforeAll(async () => {
    system = await RunningSystem.start({ apis: 2 });
    admin = await system.admin();
    await admin.put('/api/inventory/MUG', { name: 'Mug', unitPrice: 100, currency: 'EUR', onHand: 1000 });
    customer = await system.customer();
  }, 120_000);

  afterAll(() => system.stop());

  it('by cancelling gives the stock back, tells the customer, and every API shows it from then on', async () => {
    const buyer = await system.customer();
    const order = await confirmed(buyer);
    const before = await reserved();
    await buyer.get(`/api/orders/${order.id}`);
    const { status, headers, body } = await buyer.post(`/api/orders/${order.id}/cancel`, { reason: 'Found it at home.' });
    expect([status, headers.get('etag')]).toEqual([200, '"3"']);
    expect(body).toMatchObject({ status: 'CANCELLED', timeline: [{}, {}, { actor: 'customer', reason: 'Found it at home.' }] });
    const other = system.visitor(1);
    other.tokens = buyer.tokens;
    expect((await other.get(`/api/orders/${order.id}`)).body).toEqual(body);
    expect(await reserved()).toBe(before - 2);
  });

  it('by cancelling at once, before it is decided, is told by one e-mail', async () => {
    const buyer = await system.customer();
    const { body: order } = await buyer.place([{ sku: 'MUG', quantity: 2 }]);
    const answer = await buyer.send('POST', `/api/orders/${order.id}/cancel`);
    expect(answer.body).toMatchObject({ status: 'CANCELLED' });
    if (answer.body.timeline.length === 2) {
      expect((await mailTo(buyer.email)).subject).toMatch(/cancel/i);
    }
  });

  it('by fulfilling is for administrators, and takes the units off the shelf', async () => {
    const order = await confirmed(customer);
    expect((await customer.post(`/api/orders/${order.id}/fulfil`, {})).status).toBe(403);
    const { status, body } = await admin.send('POST', `/api/orders/${order.id}/fulfil`);
    expect([status, body.status]).toEqual([200, 'FULFILLED']);
    expect((await customer.post(`/api/orders/${order.id}/cancel`, {})).body.code).toBe('invalid_transition');
  });

  it('only as it was seen, when the request says so', async () => {
    const order = await confirmed(customer);
    const { headers } = await customer.get(`/api/orders/${order.id}`);
    const stale = await customer.post(`/api/orders/${order.id}/cancel`, {}, { 'if-match': firstVersion });
    expect([stale.status, stale.body.code]).toEqual([412, 'version_mismatch']);
    expect((await customer.post(`/api/orders/${order.id}/cancel`, {}, { 'if-match': 'yesterday' })).status).toBe(400);
    const fresh = await customer.post(`/api/orders/${order.id}/cancel`, {}, { 'if-match': headers.get('etag') ?? '' });
    expect(fresh.status).toBe(200);
  });

  it('of somebody else is not found', async () => {
    const order = await confirmed(customer);
    const stranger = await system.customer();
    expect((await stranger.post(`/api/orders/${order.id}/cancel`, {})).status).toBe(404);
  });

  it('leaves the books sound, also when 20 orders are cancelled while they are decided', async () => {
    const placed = await Promise.all(Array.from({ length: 20 }, () => customer.place([{ sku: 'MUG', quantity: 1 }])));
    await Promise.all(placed.map(({ body }) => cancelled(body.id)));
    const { orders } = await soundDatabase(admin);
    expect(orders.CANCELLED).toBeGreaterThanOrEqual(20);
  });

  /** A busy database may ask to try again. */
  function cancelled(orderId: string): Promise<void> {
    return eventually(async () => {
      await customer.post(`/api/orders/${orderId}/cancel`, {});
      expect((await customer.get(`/api/orders/${orderId}`)).body.status).toBe('CANCELLED');
    });
  }

  async function confirmed(buyer: Shopper): Promise<Body> {
    const { body } = await buyer.place([{ sku: 'MUG', quantity: 2 }]);
    return buyer.decided(body.id);
  }

  async function reserved(): Promise<number> {
    return (await admin.get('/api/inventory/MUG')).body.reserved;
  }
});
