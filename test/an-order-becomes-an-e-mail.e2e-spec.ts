import { eventually } from './support/eventually';
import { mailTo } from './support/mailbox';
import { RunningSystem } from './support/running-system';
import { Shopper } from './support/shopper';

describe('from an order to its e-mail', () => {
  let system: RunningSystem;
  let admin: Shopper;

  beforeAll(async () => {
    system = await RunningSystem.start();
    admin = await system.admin();
    await admin.put('/api/inventory/TEA', { name: 'Green tea <b>', unitPrice: 1250, currency: 'EUR', onHand: 5 });
    await admin.put('/api/inventory/CUP', { name: 'Cup', unitPrice: 900, currency: 'EUR', onHand: 1 });
  });

  afterAll(() => system.stop());

  it('confirms what is in stock, reserves it, and says so by e-mail', async () => {
    const shopper = await system.customer();
    await shopper.logIn();
    expect((await shopper.refresh()).status).toBe(200);

    const placed = await shopper.place([{ sku: 'TEA', quantity: 2 }, { sku: 'TEA', quantity: 1 }], {}, { note: 'Thanks' });

    expect(placed.status).toBe(201);
    expect(placed.headers.get('location')).toBe(`/api/orders/${placed.body.id}`);
    expect(placed.body).toMatchObject({ status: 'PENDING', total: 3750, currency: 'EUR', note: 'Thanks', version: 1 });
    const order = await shopper.decided(placed.body.id);
    expect(order).toMatchObject({
      status: 'CONFIRMED',
      version: 2,
      items: [{ sku: 'TEA', name: 'Green tea <b>', quantity: 3, unitPrice: 1250, lineTotal: 3750 }],
      timeline: [
        { seq: 1, status: 'PENDING', actor: 'customer' },
        { seq: 2, status: 'CONFIRMED', actor: 'system' },
      ],
    });
    expect((await admin.get('/api/inventory/TEA')).body).toMatchObject({ onHand: 5, reserved: 3, available: 2 });
    const mail = await mailTo(shopper.email);
    expect(mail.subject).toContain(placed.body.id);
    expect(mail.body.text).toContain('€37.50');
    expect(mail.body.html).toContain('Green tea &lt;b&gt;');
  });

  it('rejects the whole order when one line is short, and names that line by e-mail', async () => {
    const shopper = await system.customer();

    const placed = await shopper.place([{ sku: 'CUP', quantity: 7 }, { sku: 'TEA', quantity: 1 }]);

    const order = await shopper.decided(placed.body.id);
    expect(order).toMatchObject({
      status: 'REJECTED',
      rejection: [{ sku: 'CUP', reason: 'insufficient_stock', requested: 7, available: 1 }],
    });
    expect((await admin.get('/api/inventory/TEA')).body.reserved).toBe(3);
    const { body } = await mailTo(shopper.email);
    expect(body.text).toMatch(/asked for 7, 1 available/);
    expect(body.text).not.toContain('TEA');
  });

  it('answers with the decision when the client prefers to wait', async () => {
    const shopper = await system.customer();

    const placed = await shopper.place([{ sku: 'TEA', quantity: 1 }], { prefer: 'wait=20' });

    expect(placed.status).toBe(201);
    expect(placed.body.status).toBe('CONFIRMED');
    expect(placed.headers.get('preference-applied')).toBe('wait=20');
  });

  it('carries the request id through the queue into the log of the order processor', async () => {
    const shopper = await system.customer();

    const placed = await shopper.place([{ sku: 'TEA', quantity: 1 }], { 'x-request-id': 'request-of-this-test' });

    expect(placed.headers.get('x-request-id')).toBe('request-of-this-test');
    const { timeline } = await shopper.decided(placed.body.id);
    expect(timeline).toMatchObject([{ requestId: 'request-of-this-test' }, { requestId: 'request-of-this-test' }]);
    const [processor] = system.processors;
    const line = expect.objectContaining({ msg: 'Order decided', orderId: placed.body.id });
    await eventually(async () => expect(processor?.logOf('request-of-this-test')).toContainEqual(line));
  });

  it('gives the same order for the same key, whoever else uses that key', async () => {
    const [shopper, other] = [await system.customer(), await system.customer()];
    const key = { 'idempotency-key': 'checkout-1' };
    const lines = [{ sku: 'CUP', quantity: 1 }];

    const first = await shopper.place(lines, key);
    const second = await shopper.place(lines, key);
    const different = await shopper.place([{ sku: 'CUP', quantity: 2 }], key);
    const othersFirst = await other.place(lines, key);

    expect([first.headers.get('idempotent-replayed'), second.headers.get('idempotent-replayed')]).toEqual([null, 'true']);
    expect(second.body.id).toBe(first.body.id);
    expect(different).toMatchObject({ status: 422, body: { code: 'idempotency_key_reused' } });
    expect(othersFirst.body.id).not.toBe(first.body.id);
  });

  it('shows an order to its owner and to administrators only, also from the cache', async () => {
    const [shopper, other] = [await system.customer(), await system.customer()];
    const { id } = (await shopper.place([{ sku: 'TEA', quantity: 1 }])).body;
    await shopper.decided(id);
    await shopper.get(`/api/orders/${id}`);

    const foreign = await other.get(`/api/orders/${id}`);
    const unknown = await other.get('/api/orders/00000000-0000-7000-8000-000000000000');

    expect(foreign).toMatchObject({ status: 404, body: { code: 'order_not_found', detail: unknown.body.detail } });
    expect((await admin.get(`/api/orders/${id}`)).status).toBe(200);
    expect((await other.get('/api/orders')).body.data).toEqual([]);
    expect((await shopper.get('/api/orders')).body.data).toMatchObject([{ id }]);
  });

  it('lists newest first, page by page', async () => {
    const shopper = await system.customer();
    const ids: string[] = [];
    for (let i = 0; i < 5; i += 1) {
      ids.unshift((await shopper.place([{ sku: 'TEA', quantity: 10 }])).body.id);
    }

    const pages: string[][] = [];
    let cursor: string | null = '';
    do {
      const { body } = await shopper.get(`/api/orders?limit=2${cursor && `&cursor=${cursor}`}`);
      pages.push(body.data.map(({ id }) => id));
      cursor = body.nextCursor;
    } while (cursor);

    expect(pages).toEqual([ids.slice(0, 2), ids.slice(2, 4), ids.slice(4)]);
  });
});
