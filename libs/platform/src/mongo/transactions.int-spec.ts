import { mongo as driver, Schema } from 'mongoose';
import { OpenMongo, openMongo } from '../../test/open-mongo';
import { Transaction } from './transactions';

interface Counter {
  _id: string;
  value: number;
}

const schema = new Schema<Counter>({ _id: String, value: Number }, { versionKey: false });
const tooSlow = { kind: 'unavailable', code: 'database_too_slow' };
let mongo: OpenMongo;

beforeAll(async () => {
  mongo = await openMongo({ Stock: schema, Ledger: schema });
});
afterAll(() => mongo.close());

describe('a transaction', () => {
  it('writes everything, and resolves to what the work answers', async () => {
    await expect(mongo.transactions.run((transaction) => writeBoth('all', transaction))).resolves.toBe('written');
    expect([await valueOf('Stock', 'all'), await valueOf('Ledger', 'all')]).toEqual([1, 1]);
  });

  it('that fails leaves nothing behind in any collection, and says why', async () => {
    const work = mongo.transactions.run(async (transaction) => {
      await writeBoth('none', transaction);
      throw new Error('changed my mind');
    });
    await expect(work).rejects.toThrow('changed my mind');
    expect([await valueOf('Stock', 'none'), await valueOf('Ledger', 'none')]).toEqual([undefined, undefined]);
  });

  it('counts how often it was begun, and how often its work ran', async () => {
    const before = await counted();
    let runs = 0;
    await mongo.transactions.run(async () => {
      runs += 1;
      if (runs < 3) {
        throw new driver.MongoServerError({ code: 112, message: 'WriteConflict', errorLabels: ['TransientTransactionError'] });
      }
    });
    expect(await counted()).toEqual({ begun: before.begun + 1, attempts: before.attempts + 3 });
  });

  it('starts anew after a write conflict: no increment of several at once is lost', async () => {
    await model('Stock').create({ _id: 'counter', value: 0 });
    const increments = Array.from({ length: 5 }, () =>
      mongo.transactions.run(async (transaction) => {
        const found = await model('Stock').findById('counter').session(transaction).lean();
        await model('Stock').updateOne({ _id: 'counter' }, { value: (found?.value ?? 0) + 1 }, { session: transaction });
      }),
    );
    await Promise.all(increments);
    await expect(valueOf('Stock', 'counter')).resolves.toBe(5);
  });

  it('that takes longer than it may is refused, while its work goes on', async () => {
    const { held, release } = workInHand();
    await expect(mongo.transactions.run(() => held, 0.1)).rejects.toMatchObject(tooSlow);
    release();
  });

  it('whose turn comes too late does not begin', async () => {
    const { held, release } = workInHand();
    const others = Array.from({ length: 4 }, () => mongo.transactions.run(() => held));
    const late = jest.fn((transaction: Transaction) => writeBoth('late', transaction));
    await expect(mongo.transactions.run(late, 0.1)).rejects.toMatchObject(tooSlow);
    release();
    await Promise.all(others);
    await mongo.transactions.run((transaction) => writeBoth('in time', transaction));
    expect(late).not.toHaveBeenCalled();
  });

  it('that never ends keeps no turn from others', async () => {
    const { held, release } = workInHand();
    await Promise.allSettled(Array.from({ length: 4 }, () => mongo.transactions.run(() => held, 0.1)));
    await expect(mongo.transactions.run(async () => 'done', 2)).resolves.toBe('done');
    release();
  });

  it('reads from one snapshot, whatever is written beside it', async () => {
    await model('Stock').create({ _id: 'watched', value: 1 });
    await mongo.transactions.run(async (transaction) => {
      const first = await model('Stock').findById('watched').session(transaction).lean();
      await model('Stock').updateOne({ _id: 'watched' }, { value: 2 });
      const second = await model('Stock').findById('watched').session(transaction).lean();
      expect(second).toEqual(first);
    });
  });
});

describe('a snapshot', () => {
  it('is of the moment of its first read, whatever is written beside it, in any collection', async () => {
    await model('Stock').create({ _id: 'seen', value: 1 });
    await mongo.transactions.snapshot(async (snapshot) => {
      await model('Stock').find({ _id: 'seen' }).session(snapshot).lean();
      await mongo.transactions.run((transaction) => writeBoth('unseen', transaction));
      await model('Stock').updateOne({ _id: 'seen' }, { value: 2 });
      const counted = model('Ledger').aggregate([{ $match: { _id: 'unseen' } }]).session(snapshot);
      const walked = model('Stock').find({ _id: { $in: ['seen', 'unseen'] } }).session(snapshot).lean().cursor();
      expect(await counted).toEqual([]);
      expect(await walked.toArray()).toEqual([{ _id: 'seen', value: 1 }]);
      expect(await model('Stock').findById('seen').session(snapshot).lean()).toEqual({ _id: 'seen', value: 1 });
      expect(await model('Ledger').countDocuments({ _id: 'unseen' }).session(snapshot)).toBe(0);
      expect(await model('Ledger').distinct('_id', { _id: 'unseen' }).session(snapshot)).toEqual([]);
    });
  });
});

/** Work that ends only when it is told to. */
function workInHand(): { held: Promise<void>; release: () => void } {
  let release: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  return { held, release };
}

async function writeBoth(id: string, transaction: Transaction): Promise<string> {
  await model('Stock').create([{ _id: id, value: 1 }], { session: transaction });
  await model('Ledger').create([{ _id: id, value: 1 }], { session: transaction });
  return 'written';
}

async function valueOf(name: string, id: string): Promise<number | undefined> {
  return (await model(name).findById(id).lean())?.value;
}

function model(name: string) {
  return mongo.connection.model<Counter>(name);
}

async function counted(): Promise<{ begun: number; attempts: number }> {
  const text = await mongo.metrics.text();
  const valueOf = (name: string) => Number(new RegExp(`^${name} (\\d+)$`, 'm').exec(text)?.[1]);
  return { begun: valueOf('mongodb_transactions_total'), attempts: valueOf('mongodb_transaction_attempts_total') };
}
