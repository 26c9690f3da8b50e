import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateQueueCommand, ReceiveMessageCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { SendEmailCommand, SESClient } from '@aws-sdk/client-ses';
import { mongo } from 'mongoose';
import { isAlive } from '../tools/stack/process/is-alive';
import type { StackFile } from '../tools/stack/start-stack';
import { waitUntil } from '../tools/stack/wait-until';
import { StackLauncher } from './support/stack-launcher';

const portIn = (address = '') => Number(new URL(address).port);
const running = ({ processes }: StackFile) => Object.values(processes).filter(isAlive);

// Every test starts whole stacks, some two of them.
jest.setTimeout(240_000);

describe('the local stack', () => {
  let dataDir: string;
  let launchers: StackLauncher[];
  let blockers: Server[];

  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'local-stack-'));
    launchers = [];
    blockers = [];
  });
  afterEach(async () => {
    for (const launcher of launchers) {
      launcher.send('SIGTERM');
      await launcher.exitCode;
    }
    blockers.forEach((blocker) => blocker.close());
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  });

  function launch(environment?: Record<string, string>): StackLauncher {
    const launcher = new StackLauncher(dataDir, environment);
    launchers.push(launcher);
    return launcher;
  }

  async function occupy(port: number): Promise<number> {
    const blocker = createServer((caller) => caller.destroy());
    blockers.push(blocker);
    await new Promise<void>((listening) => blocker.listen(port, '127.0.0.1', listening));
    const address = blocker.address();
    return typeof address === 'object' && address ? address.port : 0;
  }

  it('starts nothing where every part is given, and stays until it is told to stop', async () => {
    const { MONGO_URI = '', REDIS_HOST = '', REDIS_PORT = '', ...aws } = process.env;
    const { AWS_ENDPOINT_URL_SQS = '', AWS_ENDPOINT_URL_SES = '' } = aws;
    const launcher = launch({ MONGO_URI, REDIS_HOST, REDIS_PORT, AWS_ENDPOINT_URL_SQS, AWS_ENDPOINT_URL_SES });
    expect(running(await launcher.ready())).toEqual([]);
    launcher.send('SIGTERM');
    expect(await launcher.exitCode).toBe(0);
    expect(launcher.printed).toContain('Stopped');
  });

  it.each(['SIGTERM', 'SIGINT'] as const)('leaves nothing behind after %s and exits with 0', async (signal) => {
    const launcher = launch();
    const stack = await launcher.ready();
    expect(running(stack)).toHaveLength(4);
    launcher.send(signal);
    expect(await launcher.exitCode).toBe(0);
    expect(running(stack)).toEqual([]);
  });

  it('leaves nothing behind when its launcher is killed, and starts again at once on the same data', async () => {
    const launcher = launch();
    const stack = await launcher.ready();
    launcher.send('SIGKILL');
    await launcher.exitCode;
    await waitUntil(() => running(stack).length === 0, { withinSeconds: 15, description: 'all parts to end' });
    expect(running(await relaunched(stack))).toHaveLength(4);
  });

  it('leaves nothing behind when it is told to stop while it starts', async () => {
    const launcher = launch();
    let pids: number[] = [];
    await waitUntil(() => (pids = startedPids()).length > 0, { withinSeconds: 60, description: 'a part to start' });
    launcher.send('SIGTERM');
    expect(await launcher.exitCode).toBe(0);
    expect(pids.filter(isAlive)).toEqual([]);
  });

  it.each(['mongod', 'SQS emulator'])('stops as a whole when %s crashes, and says so', async (part) => {
    const launcher = launch();
    const stack = await launcher.ready();
    process.kill(stack.processes[part] ?? 0, 'SIGKILL');
    expect(await launcher.exitCode).toBe(1);
    expect(launcher.printed).toContain(`${part} stopped: killed by SIGKILL`);
    expect(running(stack)).toEqual([]);
  });

  it('refuses data that another launcher works on', async () => {
    await launch().ready();
    const second = launch();
    expect(await second.exitCode).toBe(1);
    expect(second.printed).toContain('uses this data directory');
  });

  it('takes another port when the usual one is taken', async () => {
    const taken = await occupy(0);
    const { mailboxUrl } = await launch({ MAILBOX_PORT: String(taken) }).ready();
    expect(portIn(mailboxUrl)).not.toBe(taken);
    expect((await fetch(`${mailboxUrl}/store`)).status).toBe(200);
  });

  it('keeps its data when MongoDB comes back on another port', async () => {
    const first = launch();
    const before = (await first.ready()).environment.MONGO_URI;
    await inDatabase(before, (orders) => orders.insertOne({ kept: true }, { writeConcern: { w: 'majority' } }));
    first.send('SIGTERM');
    await first.exitCode;

    await occupy(portIn(before));
    const after = (await launch().ready()).environment.MONGO_URI;
    expect(portIn(after)).not.toBe(portIn(before));
    expect(await inDatabase(after, (orders) => orders.countDocuments({ kept: true }))).toBe(1);
  });

  it('starts only the parts that the environment does not name', async () => {
    const { processes, environment } = await launch({
      MONGO_URI: 'mongodb://db.example.com/orders',
      REDIS_HOST: 'redis.example.com',
      AWS_ENDPOINT_URL_SES: 'http://127.0.0.1:9',
    }).ready();
    expect(Object.keys(processes)).toEqual(['SQS emulator']);
    expect(environment).not.toHaveProperty('MONGO_URI');
  });

  it('has an SQS that knows a queue by any address, and a mailbox that keeps what is sent', async () => {
    const { environment, mailboxUrl } = await launch().ready();
    const { sqs, ses } = clientsOf(environment);
    const QueueUrl = environment.SQS_QUEUE_URL;

    await sqs.send(new CreateQueueCommand({ QueueName: 'orders' }));
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'an order' }));
    const { Messages } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 5 }));
    expect(Messages?.map(({ Body }) => Body)).toEqual(['an order']);

    await ses.send(
      new SendEmailCommand({
        Source: environment.SES_EMAIL,
        Destination: { ToAddresses: ['ada@example.com'] },
        Message: { Subject: { Data: 'Confirmed' }, Body: { Text: { Data: 'Thank you' } } },
      }),
    );
    const store = await (await fetch(`${mailboxUrl}/store`)).json();
    expect(store).toMatchObject({ emails: [{ subject: 'Confirmed', destination: { to: ['ada@example.com'] } }] });
  });

  /** Starts again while the parts of the first stack may still be stopping. */
  async function relaunched(before: StackFile): Promise<StackFile> {
    const launcher = launch();
    let after = before;
    await waitUntil(async () => (after = await launcher.ready()).launcher !== before.launcher, {
      withinSeconds: 60,
      description: 'the new stack',
    });
    return after;
  }

  /** The parts started so far, from the lock that names them. */
  function startedPids(): number[] {
    try {
      const lines = readFileSync(join(dataDir, 'lock'), 'utf8').trim().split('\n');
      return lines.filter((line) => !line.endsWith(' launcher')).map((line) => Number.parseInt(line, 10));
    } catch {
      return [];
    }
  }
});

async function inDatabase<T>(uri = '', work: (orders: mongo.Collection) => Promise<T>): Promise<T> {
  const client = new mongo.MongoClient(uri);
  try {
    return await work(client.db().collection('orders'));
  } finally {
    await client.close();
  }
}

function clientsOf(environment: StackFile['environment']) {
  const { AWS_REGION: region, AWS_ACCESS_KEY = '', AWS_SECRET_KEY = '' } = environment;
  const aws = { region, credentials: { accessKeyId: AWS_ACCESS_KEY, secretAccessKey: AWS_SECRET_KEY } };
  return {
    sqs: new SQSClient({ ...aws, endpoint: environment.AWS_ENDPOINT_URL_SQS, useQueueUrlAsEndpoint: false }),
    ses: new SESClient({ ...aws, endpoint: environment.AWS_ENDPOINT_URL_SES }),
  };
}
