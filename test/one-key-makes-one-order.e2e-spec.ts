import { Answer, Shopper } from './support/shopper';
import { RunningSystem } from './support/running-system';
import { soundDatabase } from './support/sound-database';

const posts = 50;
const items = [
  { sku: 'MUG', quantity: 1 },
  { sku: 'TEA', quantity: 2 },
];

describe('posts with one idempotency key, through two APIs', () => {
  let system: RunningSystem;
  let admin: Shopper;
  let customer: Shopper;

  beforeAll(async () => {
    system = await RunningSystem.start({ apis: 2 });
    admin = await system.admin();
    for (const sku of ['MUG', 'TEA']) {
      await admin.put(`/api/inventory/${sku}`, { name: sku, unitPrice: 100, currency: 'EUR', onHand: 1000 });
    }
    customer = await system.customer();
  }, 120_000);

  afterAll(() => system.stop());

  it('50 at the same moment, five times over, make one order each time, and nobody gets an error', async () => {
    for (let round = 0; round < 5; round += 1) {
      const answers = await atOnce(posts, `round-${round}`);
      expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
      expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
      expect(answers.filter(({ headers }) => headers.get('idempotent-replayed') !== 'true')).toHaveLength(1);
    }
    expect(await soundDatabase(admin)).toMatchObject({ orders: { CONFIRMED: 5 } });
  });

  it('with the same lines in another order, or in parts, are the same request', async () => {
    const first = await customer.place(items, { 'idempotency-key': 'rearranged' });
    const parts = [
      { sku: 'TEA', quantity: 1 },
      { sku: 'MUG', quantity: 1 },
      { sku: 'TEA', quantity: 1 },
    ];
    const again = await through(1).place(parts, { 'idempotency-key': 'rearranged' });
    expect([again.status, again.body.id]).toEqual([201, first.body.id]);
  });

  it('for something else are refused, and of another customer are another order', async () => {
    const first = await customer.place(items, { 'idempotency-key': 'mine' });
    const other = await through(1).place([{ sku: 'MUG', quantity: 2 }], { 'idempotency-key': 'mine' });
    expect([other.status, other.body.code]).toEqual([422, 'idempotency_key_reused']);
    const stranger = await (await system.customer(1)).place(items, { 'idempotency-key': 'mine' });
    expect(stranger.status).toBe(201);
    expect(stranger.body.id).not.toBe(first.body.id);
  });

  it('after the order was decided give the order as it is now', async () => {
    const first = await customer.place(items, { 'idempotency-key': 'late' });
    await customer.decided(first.body.id);
    const again = await through(1).place(items, { 'idempotency-key': 'late' });
    expect(again.body).toMatchObject({ id: first.body.id, status: 'CONFIRMED' });
  });

  /** The same customer, calling another API. */
  function through(api: number): Shopper {
    const shopper = system.visitor(api);
    shopper.tokens = customer.tokens;
    return shopper;
  }

  function atOnce(count: number, key: string): Promise<Answer[]> {
    const requests = Array.from({ length: count }, (_, i) => through(i).place(items, { 'idempotency-key': key }));
    return Promise.all(requests);
  }
});
