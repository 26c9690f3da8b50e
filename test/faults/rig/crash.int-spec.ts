import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { mongo } from 'mongoose';
import { LaunchOptions } from '../../support/app-process';
import { allMail } from '../../support/mailbox';
import { crashAt } from './crash-at';
import { QueueUser } from './queue-user';
import { ReachedPoints } from './reached-points';

const steps = ['insert', 'transaction', 'send', 'delete', 'mail', 'response'];

describe('a process that kills itself', () => {
  let user: QueueUser;
  let uri: URL;
  let client: mongo.MongoClient;
  let address: string;

  beforeEach(async () => {
    user = new QueueUser(process.env.AWS_ENDPOINT_URL_SQS ?? '');
    await user.createQueue(0);
    uri = new URL(process.env.MONGO_URI ?? '');
    uri.pathname = `/rig-${randomUUID()}`;
    client = new mongo.MongoClient(uri.toString());
    address = `${randomUUID()}@example.com`;
  });
  // The database stays: a transaction that nobody ends any more keeps it from being dropped for a minute and a half.
  afterEach(async () => {
    user.leave();
    await client.close();
  });

  it.each([
    ['mongo.insert.orders', 'before', 1, [], { orders: [], queue: [], mails: 0 }],
    ['mongo.insert.orders', 'after', 1, [], { orders: ['inserted'], queue: [], mails: 0 }],
    ['mongo.insert', 'after', 2, ['insert'], { orders: ['inserted'], queue: [], mails: 0 }],
    ['mongo.commitTransaction', 'before', 1, ['insert'], { orders: ['inserted'], queue: [], mails: 0 }],
    ['mongo.commitTransaction', 'after', 1, ['insert'], { orders: ['committed', 'inserted'], queue: [], mails: 0 }],
    ['sqs.SendMessageBatch', 'before', 1, steps.slice(0, 2), { orders: ['committed', 'inserted'], queue: [], mails: 0 }],
    ['sqs.SendMessageBatch', 'after', 1, steps.slice(0, 2), { orders: ['committed', 'inserted'], queue: ['sent'], mails: 0 }],
    ['sqs.ReceiveMessage', 'after', 1, steps.slice(0, 3), { orders: ['committed', 'inserted'], queue: ['sent'], mails: 0 }],
    ['sqs.DeleteMessageBatch', 'before', 1, steps.slice(0, 3), { orders: ['committed', 'inserted'], queue: ['sent'], mails: 0 }],
    ['sqs.DeleteMessageBatch', 'after', 1, steps.slice(0, 3), { orders: ['committed', 'inserted'], queue: [], mails: 0 }],
    ['ses.SendEmail', 'before', 1, steps.slice(0, 4), { orders: ['committed', 'inserted'], queue: [], mails: 0 }],
    ['ses.SendEmail', 'after', 1, steps.slice(0, 4), { orders: ['committed', 'inserted'], queue: [], mails: 1 }],
    ['response.GET', 'before', 1, steps.slice(0, 5), { orders: ['committed', 'inserted'], queue: [], mails: 1 }],
    ['response.GET', 'after', 1, steps.slice(0, 5), { orders: ['committed', 'inserted'], queue: [], mails: 1 }],
  ] as const)('at %s, %s call %i', async (point, moment, nth, done, left) => {
    expect(await run(crashAt({ point, moment, nth }))).toEqual({ signal: 'SIGKILL', code: null, printed: done });
    expect(await outcome()).toEqual(left);
  });

  it('lives when it never comes to that point', async () => {
    expect(await run(crashAt({ point: 'mongo.insert', moment: 'before', nth: 3 }))).toMatchObject({ code: 0, printed: steps });
  });

  it('refuses to start for a point that nobody understands', async () => {
    expect(await run({ ...crashAt({ point: 'x', moment: 'before' }), environment: { CRASH: 'soon' } })).toMatchObject({ code: 1 });
  });

  it('counts only from when it is told', async () => {
    const never = join(__dirname, 'no-such-file');
    expect(existsSync(never)).toBe(false);
    const launch = crashAt({ point: 'mongo.insert', moment: 'before', from: never });
    expect(await run(launch)).toMatchObject({ code: 0, printed: steps });
  });

  it('lists instead what it passes, how often', async () => {
    const points = new ReachedPoints();
    points.begin();
    expect(await run(points.launch)).toMatchObject({ code: 0, printed: steps });
    expect(Object.fromEntries(points.list())).toEqual({
      'mongo.insert.orders': 2,
      'mongo.commitTransaction': 1,
      'sqs.SendMessageBatch': 1,
      'sqs.ReceiveMessage': 1,
      'sqs.DeleteMessageBatch': 1,
      'ses.SendEmail': 1,
      'response.GET./orders/*': 1,
    });
    points.remove();
  });

  async function run({ nodeArgs = [], environment }: LaunchOptions) {
    const own = { MONGO_URI: uri.toString(), QUEUE_URL: user.queueUrl, MAIL_TO: address };
    const subject = spawn(process.execPath, [...nodeArgs, join(__dirname, 'crash-subject.cjs')], {
      env: { ...process.env, ...own, ...environment },
    });
    let printed = '';
    subject.stdout.on('data', (text) => (printed += text));
    const [code, signal] = await new Promise<[number | null, string | null]>((ended) =>
      subject.on('close', (...end) => ended(end)),
    );
    return { code, signal, printed: printed.split('\n').filter(Boolean) };
  }

  async function outcome() {
    const orders = await client.db().collection<{ _id: string }>('orders').find().sort({ _id: 1 }).toArray();
    const mails = (await allMail()).filter(({ destination }) => destination.to.includes(address)).length;
    return { orders: orders.map(({ _id }) => _id), queue: await user.bodies(), mails };
  }
});
