import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { mongo } from 'mongoose';
import { environmentOfItsOwn, RunningSystem } from './support/running-system';
import { Shopper } from './support/shopper';
import { soundDatabase } from './support/sound-database';

const root = resolve(__dirname, '..');

interface Ran {
  readonly code: number;
  readonly printed: string;
  readonly complained: string;
}

describe('the audit', () => {
  const environment = environmentOfItsOwn() as Record<string, string>;
  let system: RunningSystem;
  let admin: Shopper;
  let customer: Shopper;

  beforeAll(async () => {
    system = await RunningSystem.start({ environment });
    admin = await system.admin();
    await admin.put('/api/inventory/MUG', { name: 'Mug', unitPrice: 100, currency: 'EUR', onHand: 10 });
    customer = await system.customer();
    const { body } = await customer.place([{ sku: 'MUG', quantity: 2 }]);
    await customer.decided(body.id);
  });
  afterAll(() => system.stop());

  it('is for administrators', async () => {
    expect((await system.visitor().get('/api/admin/audit')).status).toBe(401);
    expect((await customer.get('/api/admin/audit')).status).toBe(403);
    expect((await admin.get('/api/admin/audit?graceSeconds=-1')).status).toBe(400);
  });

  it('finds nothing wrong, over HTTP and at the command line', async () => {
    expect(await soundDatabase(admin)).toMatchObject({ orders: { CONFIRMED: 1 }, products: 1, deliveries: { sent: 1 } });
    const { code, printed } = await cli('audit', '--grace', '0');
    expect(printed).toContain('Everything holds.');
    expect(code).toBe(0);
  });

  it('says that there is nothing, where MONGO_URI names no shop', async () => {
    const misspelt = new URL(environment.MONGO_URI ?? '');
    misspelt.pathname += 'x';
    const { code, complained } = await cliWith({ MONGO_URI: String(misspelt) }, 'audit');
    expect([code, complained]).toEqual([0, 'There are neither products nor orders: is MONGO_URI that of your shop?\n']);
  });

  it('sees stock that somebody changed behind its back, and says where', async () => {
    const client = await mongo.MongoClient.connect(environment.MONGO_URI ?? '');
    await client.db().collection<{ _id: string }>('products').updateOne({ _id: 'MUG' }, { $inc: { reserved: 1 } });
    await client.close();
    const { body } = await admin.get('/api/admin/audit');
    expect(body).toMatchObject({ violations: 2 });
    const { code, printed } = await cli('audit', '--json');
    expect(JSON.parse(printed)).toMatchObject({ violations: 2 });
    expect(printed).toContain('product MUG');
    expect(code).toBe(1);
  });

  it('refuses what it does not understand, with its usage', async () => {
    const { code, printed, complained } = await cli('audit', '--grace', 'soon');
    expect([code, printed]).toEqual([1, '']);
    expect(complained).toContain('--grace takes seconds');
  });

  function cli(...args: string[]): Promise<Ran> {
    return cliWith({}, ...args);
  }

  function cliWith(variables: Record<string, string>, ...args: string[]): Promise<Ran> {
    const command = ['-r', '@swc-node/register', 'tools/cli/main.ts', ...args];
    const env = { PATH: process.env.PATH, DATA_DIR: '/nowhere', ...environment, ...variables };
    return new Promise((done) =>
      execFile(process.execPath, command, { cwd: root, env }, (error, printed, complained) =>
        done({ code: Number(error?.code ?? 0), printed, complained }),
      ),
    );
  }
});
