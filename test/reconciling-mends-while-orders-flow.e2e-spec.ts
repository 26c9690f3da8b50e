import { mongo } from 'mongoose';
import { CommandLineProcess, Ran } from './support/command-line-process';
import { eventually } from './support/eventually';
import { environmentOfItsOwn, RunningSystem } from './support/running-system';
import { Shopper } from './support/shopper';
import { soundDatabase } from './support/sound-database';

interface Row {
  readonly _id: string;
}

describe('reconciling', () => {
  const environment = environmentOfItsOwn() as Record<string, string>;
  let system: RunningSystem;
  let admin: Shopper;
  let client: mongo.MongoClient;

  beforeAll(async () => {
    system = await RunningSystem.start({ environment });
    client = await mongo.MongoClient.connect(environment.MONGO_URI ?? '');
    admin = await system.admin();
    for (const sku of ['MUG', 'TEA']) {
      await admin.put(`/api/inventory/${sku}`, { name: sku, unitPrice: 100, currency: 'EUR', onHand: 5000 });
    }
  });
  afterAll(async () => {
    await system.stop();
    await client.close();
  });

  it('of a sound system finds nothing, while orders flow', async () => {
    await whileOrdersFlow(async () => {
      expect(await cli('reconcile')).toEqual({ exitCode: 0, stdout: 'Everything agrees.\n', stderr: '' });
    });
  });

  it('mends the damaged counter of a product that is being sold, and everything holds afterwards', async () => {
    await whileOrdersFlow(async () => {
      await products().updateOne({ _id: 'MUG' }, { $inc: { reserved: 7 } });
      const shown = await cli('reconcile');
      expect(shown.exitCode).toBe(1);
      expect(shown.stdout).toMatch(/^can be mended +product MUG +set what is reserved from \d+/m);
      expect(await cli('reconcile', '--apply')).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('Mended: 1 of 1.') as string });
    });
    await soundDatabase(admin);
    expect(await client.db().collection('stock_movements').countDocuments({ sku: 'MUG', reason: /^reconciled: / })).toBe(1);
  });

  it('has an order decided that every queue has forgotten', async () => {
    const customer = await system.customer();
    await Promise.all(system.processors.map((app) => app.stop()));
    const { body } = await customer.place([{ sku: 'TEA', quantity: 1 }]);
    await eventually(async () => expect(await orders().countDocuments({ _id: body.id, remindAfter: { $exists: true } })).toBe(1));
    await orders().updateOne({ _id: body.id }, { $unset: { remindAfter: 1 } });
    expect(await cli('reconcile', '--apply')).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('Mended: 1 of 1.') as string });
    expect(await orders().countDocuments({ _id: body.id, remindAfter: { $exists: true } })).toBe(1);
    for (const app of system.processors) {
      await system.replace(app);
    }
    expect((await customer.decided(body.id)).status).toBe('CONFIRMED');
  });

  /** Three customers order one after the other until the work is done; every third order is cancelled again. */
  async function whileOrdersFlow(work: () => Promise<void>): Promise<void> {
    let isOver = false;
    const shopping = [1, 2, 3].map(async () => {
      const customer = await system.customer();
      for (let round = 0; !isOver; round += 1) {
        const { body } = await customer.place([{ sku: 'MUG', quantity: 1 }, { sku: 'TEA', quantity: 1 }]);
        await customer.decided(body.id);
        if (round % 3 === 0) {
          await customer.post(`/api/orders/${body.id}/cancel`, {});
        }
      }
    });
    await work().finally(() => (isOver = true));
    await Promise.all(shopping);
  }

  function products(): mongo.Collection<Row> {
    return client.db().collection('products');
  }

  function orders(): mongo.Collection<Row> {
    return client.db().collection('orders');
  }

  function cli(...words: string[]): Promise<Ran> {
    return new CommandLineProcess(words, { DATA_DIR: '/nowhere', ...environment }).ran();
  }
});
