import { mongo } from 'mongoose';
import { eventually } from './support/eventually';
import { environmentOfItsOwn, RunningSystem } from './support/running-system';
import { Shopper } from './support/shopper';

/** What MongoDB's profiler notes of an operation. */
interface Profiled {
  readonly ns: string;
  readonly op: string;
  readonly command: Readonly<Record<string, unknown>>;
  readonly planSummary?: string;
  readonly hasSortStage?: boolean;
}

const collections = ['orders', 'products', 'stock_movements', 'deliveries', 'users', 'sessions'];

describe('no query reads a whole collection, or sorts what it read', () => {
  const environment = environmentOfItsOwn() as Record<string, string>;
  let system: RunningSystem;
  let client: mongo.MongoClient;
  let customer: Shopper;
  let admin: Shopper;

  beforeAll(async () => {
    client = await mongo.MongoClient.connect(environment.MONGO_URI ?? '');
    await client.db().createCollection('system.profile', { capped: true, size: 50_000_000 });
    system = await RunningSystem.start({ environment });
    admin = await system.admin();
    customer = await system.customer();
    await client.db().command({ profile: 2 });
  });
  afterAll(async () => {
    await client.close();
    await system.stop();
  });

  it('whatever customers, administrators and the processor do', async () => {
    await keepShop();
    await shop();
    await readEverything();
    await goHome();
    const done = await operations();
    expect([...new Set(done.map(({ ns }) => ns.replace(/^[^.]*\./, '')))].sort()).toEqual([...collections].sort());
    expect(done.filter(isSlowPath).map(described)).toEqual([]);
  });

  it('whatever the sweeps look for', async () => {
    for (const field of ['unsentSince', 'remindAfter', 'dueAt']) {
      await eventually(async () => {
        const sweeps = (await operations()).filter(({ command }) => Object.keys((command.filter ?? {}) as object).includes(field));
        expect(sweeps.length).toBeGreaterThan(0);
        expect(sweeps.filter(isSlowPath).map(described)).toEqual([]);
      });
    }
  });

  it('whatever is looked up for the metrics', async () => {
    const looked = ['orders', 'deliveries', 'webhook_deliveries'];
    const before = (await operations(looked)).length;
    for (const { url } of system.processes) {
      const metrics = await (await fetch(`${url}/metrics`)).text();
      expect(metrics.match(/^metrics_source_up\{.*\} 1$/gm)).toHaveLength(4);
    }
    const done = (await operations(looked)).slice(before).filter(({ command }) => command.maxTimeMS !== undefined);
    expect(new Set(done.map(({ ns }) => ns.replace(/^[^.]*\./, '')))).toEqual(new Set(looked));
    expect(done.filter(isSlowPath).map(described)).toEqual([]);
  });

  async function keepShop(): Promise<void> {
    for (const sku of ['MUG', 'TEA']) {
      await admin.put(`/api/inventory/${sku}`, { name: `Nice ${sku}`, unitPrice: 100, currency: 'EUR', onHand: 10 });
      await admin.post(`/api/inventory/${sku}/adjustments`, { delta: 5, reason: 'Found behind the shelf.' });
    }
  }

  async function shop(): Promise<void> {
    const lines = [{ sku: 'MUG', quantity: 1 }, { sku: 'TEA', quantity: 1 }];
    const key = { 'idempotency-key': 'key-1' };
    const placed = [await customer.place(lines, key), await customer.place(lines, key), await customer.place(lines, { prefer: 'wait=5' })];
    const [first, , last] = placed.map(({ body }) => body.id);
    await customer.decided(String(first));
    await customer.post(`/api/orders/${first}/cancel`, {});
    await admin.post(`/api/orders/${last}/fulfil`, {});
    await eventually(async () => {
      const deliveries = await client.db().collection('deliveries').find({}, { comment: 'of this test' }).toArray();
      expect(deliveries.map(({ state }) => String(state))).toEqual(['sent', 'sent', 'sent']);
    });
  }

  async function readEverything(): Promise<void> {
    const mine = await customer.get('/api/orders?limit=1');
    await customer.get(`/api/orders?limit=1&cursor=${mine.body.nextCursor}`);
    await customer.get('/api/orders?status=CANCELLED');
    await admin.get('/api/orders?limit=1');
    await admin.get('/api/orders?status=FULFILLED');
    await customer.get('/api/inventory?limit=1');
    await customer.get('/api/inventory?limit=1&q=nice');
    await customer.get('/api/inventory/MUG');
    await admin.get('/api/inventory/MUG/movements');
    const users = await admin.get('/api/admin/users?limit=1');
    await admin.get(`/api/admin/users?limit=1&cursor=${users.body.nextCursor}`);
    await admin.get(`/api/admin/users?email=${customer.email}`);
  }

  async function goHome(): Promise<void> {
    await customer.refresh();
    await customer.get('/api/auth/me');
    await customer.get('/api/auth/sessions');
    await customer.post('/api/auth/logout', { refreshToken: customer.tokens?.refreshToken });
    await system.visitor().logIn(customer.email);
  }

  /** But for those of this test, and for what MongoDB does by itself. */
  async function operations(of = collections): Promise<Profiled[]> {
    const all = await client.db().collection<Profiled>('system.profile').find({}, { comment: 'of this test' }).toArray();
    return all.filter(({ ns, command }) => of.some((name) => ns.endsWith(`.${name}`)) && command.comment === undefined);
  }
});

function isSlowPath({ planSummary = '', hasSortStage = false }: Profiled): boolean {
  return planSummary.includes('COLLSCAN') || hasSortStage;
}

function described({ ns, op, command, planSummary, hasSortStage }: Profiled): string {
  return JSON.stringify({ ns, op, command, planSummary, hasSortStage });
}
