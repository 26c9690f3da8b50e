import { randomUUID } from 'node:crypto';
import { ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { mongo } from 'mongoose';
import { adminCommand } from './faults/rig/admin-command';
import { OwnStack } from './faults/rig/own-stack';
import { AppProcess } from './support/app-process';
import { ClumsyRequest, clumsyRequests } from './support/clumsy-requests';
import { CommandLineProcess } from './support/command-line-process';
import { eventually } from './support/eventually';
import { KeptSecrets } from './support/kept-secrets';
import { allMail } from './support/mailbox';
import { admin, environmentOfItsOwn, RunningSystem } from './support/running-system';
import { Answer, Shopper } from './support/shopper';

const oneTea = [{ sku: 'TEA', quantity: 1 }];
const secrets = new KeptSecrets();
/** Of everybody who has an account. */
const addresses = [admin.email];
const answers: string[] = [];
const outputs: string[] = [];
let mails: string[];
let messages: string;
let collections: [string, string][];

let stack: OwnStack;
let system: RunningSystem;
let environment: Record<string, string | undefined>;

/** A day of the system, on which everything that can go well does, and what can fail; only then it is looked at. */
beforeAll(async () => {
  stack = await OwnStack.start();
  environment = await environmentOfSecrets();
  system = await RunningSystem.start({ environment: environment as Record<string, string> });
  const boss = await theAdministrator();
  await boss.put('/api/inventory/TEA', { name: 'Tea', unitPrice: 1250, currency: 'EUR', onHand: 50 });
  await anOrderIsPlacedAndCancelled();
  await aPasswordIsForgotten();
  await everybodyMakesMistakes(boss);
  mails = (await allMail(environment.AWS_ENDPOINT_URL_SES)).map((mail) => JSON.stringify(mail));
  messages = await whatWaitsInTheQueues();
  collections = await everyCollection();
  await startsFail();
  await partsFail();
  await system.stop();
  outputs.push(...system.processes.map(({ output }) => output));
}, 300_000);

afterAll(async () => {
  await system?.stop();
  await stack?.stop();
});

describe('secrets', () => {
  it.each(['"msg":"Request"', 'A request could not be served', 'Events could not be sent', 'Authentication failed', 'ECONNREFUSED', 'is not usable'])(
    'had the chance to be printed beside %s',
    (words) => expect(outputs.join('\n')).toContain(words),
  );

  it('are in nothing that a process printed', () => {
    expect(secrets.foundIn(outputs.join('\n'))).toEqual([]);
  });

  it('are in no answer to a request that was wrong, nor to one for the health or for metrics', () => {
    expect(answers.length).toBeGreaterThan(200);
    expect(answers.filter((answer) => secrets.foundIn(answer).length > 0)).toEqual([]);
  });

  it('are in no e-mail, but for the token with which to choose a new password, which is in one', () => {
    expect(mails.length).toBeGreaterThan(2);
    expect(mails.flatMap((mail) => secrets.foundIn(mail))).toEqual(['token from an e-mail']);
  });

  it('are in no message', () => {
    expect(messages).toContain('order.placed');
    expect(messages).toContain('order.cancelled');
    expect(secrets.foundIn(messages)).toEqual([]);
  });

  it('are in no document', () => {
    expect(collections.map(([name]) => name)).toEqual(expect.arrayContaining(['users', 'sessions', 'orders', 'deliveries']));
    expect(collections.filter(([, documents]) => secrets.foundIn(documents).length > 0)).toEqual([]);
  });
});

describe("people's addresses", () => {
  const holdAddresses = (text: string) => addresses.some((address) => text.includes(address));

  it('stand in their accounts and in no other document', () => {
    expect(collections.filter(([, documents]) => holdAddresses(documents)).map(([name]) => name)).toEqual(['users']);
  });

  it('are in no log and in no message', () => {
    expect(addresses.length).toBeGreaterThan(2);
    expect([...outputs, messages].filter(holdAddresses)).toEqual([]);
  });
});

async function environmentOfSecrets(): Promise<Record<string, string | undefined>> {
  const pwd = secrets.make('password of the database');
  const uri = new URL(stack.environment.MONGO_URI ?? '');
  await adminCommand(uri.href, { createUser: 'shop', pwd, roles: ['root'] });
  return {
    ...environmentOfItsOwn(),
    ...stack.environment,
    MONGO_URI: uriWith(uri.href, pwd),
    JWT_SECRET: secrets.make('signing key'),
    JWT_SECRET_PREVIOUS: secrets.make('former signing key'),
    METRICS_TOKEN: secrets.make('token of the metrics'),
    AWS_ACCESS_KEY: 'AKIAEXAMPLE',
    AWS_SECRET_KEY: secrets.make('key of AWS'),
    ADMIN_PASSWORD: secrets.make('password of the administrator'),
    PASSWORD_RESET_URL: 'https://shop.example.com/reset',
    LOG_LEVEL: 'trace',
  };
}

function uriWith(address: string, password: string): string {
  const uri = new URL(address);
  [uri.username, uri.password] = ['shop', password];
  uri.searchParams.set('authSource', 'admin');
  return uri.href;
}

async function theAdministrator(): Promise<Shopper> {
  const boss = system.visitor();
  const { body } = await boss.logIn(admin.email, environment.ADMIN_PASSWORD);
  secrets.keepTokens('the administrator', body);
  return boss;
}

async function aCustomer(who: string): Promise<Shopper> {
  const shopper = system.visitor();
  const [email, password] = [`${randomUUID()}@example.com`, secrets.make(`password of ${who}`)];
  expect((await shopper.post('/api/auth/register', { email, password, name: 'Ada' })).status).toBe(201);
  secrets.keepTokens(who, (await shopper.logIn(email, password)).body);
  addresses.push(email);
  return shopper;
}

async function anOrderIsPlacedAndCancelled(): Promise<void> {
  const shopper = await aCustomer('who orders');
  secrets.keepTokens('who orders, later', (await shopper.refresh()).body);
  const { body: order } = await shopper.place(oneTea);
  await shopper.decided(order.id);
  expect((await shopper.post(`/api/orders/${order.id}/cancel`, { reason: 'Enough tea' })).status).toBe(200);
  await Promise.all(['/api/auth/me', '/api/auth/sessions', '/api/orders'].map((path) => shopper.get(path)));
  await shopper.post('/api/auth/logout', { refreshToken: shopper.tokens?.refreshToken });
  await eventually(async () => expect(await allMail(environment.AWS_ENDPOINT_URL_SES)).toHaveLength(2));
}

async function aPasswordIsForgotten(): Promise<void> {
  const shopper = await aCustomer('who forgets');
  await shopper.post('/api/auth/password/forgot', { email: shopper.email });
  const token = await eventually(async () => {
    const found = /#token=([\w-]+)/.exec(JSON.stringify(await allMail(environment.AWS_ENDPOINT_URL_SES)));
    expect(found).not.toBeNull();
    return found?.[1] ?? '';
  });
  secrets.keep('token from an e-mail', token);
  const newPassword = secrets.make('password of who forgets, later');
  expect((await shopper.post('/api/auth/password/reset', { token, newPassword })).status).toBe(204);
  secrets.keepTokens('who forgets, later', (await shopper.logIn(shopper.email, newPassword)).body);
}

async function everybodyMakesMistakes(boss: Shopper): Promise<void> {
  const visitor = system.visitor();
  const requests = await clumsyRequests(visitor, secrets.make('typed in the wrong place'));
  for (const request of requests) {
    await attempt(visitor, request);
  }
  for (const request of requests.filter(({ body }) => body !== undefined)) {
    await attempt(boss, request);
  }
  const shopper = await aCustomer('who mistypes');
  const { refreshToken, accessToken } = shopper.tokens ?? {};
  const [password, newPassword] = [secrets.make('wrong password'), secrets.make('refused password')];
  await noted(shopper.post('/api/auth/login', { email: shopper.email, password }));
  await noted(shopper.put('/api/auth/password', { currentPassword: password, newPassword }));
  await noted(shopper.post('/api/auth/register', { email: shopper.email, password }));
  await noted(shopper.get(`/api/auth/me?access_token=${accessToken}`, { authorization: `Basic ${accessToken}` }));
  await shopper.refresh();
  secrets.keepTokens('who mistypes, later', (await shopper.refresh()).body);
  await noted(shopper.post('/api/auth/refresh', { refreshToken }));
}

/** Over-long headers may get no answer at all. */
async function attempt(who: Shopper, { method, path, headers, body }: ClumsyRequest): Promise<void> {
  await noted(who.send(method, path, headers, body)).catch(() => undefined);
}

async function noted(request: Promise<Answer>): Promise<number> {
  const { status, headers, body } = await request;
  answers.push(JSON.stringify([status, ...headers, body]));
  return status;
}

async function whatWaitsInTheQueues(): Promise<string> {
  const [processor] = system.processors as [AppProcess];
  await processor.stop();
  const shopper = await aCustomer('whose order waits');
  const { body: order } = await shopper.place(oneTea);
  await shopper.post(`/api/orders/${order.id}/cancel`, { reason: 'Too long' });
  const { SQS_QUEUE_URL: queue, AWS_ENDPOINT_URL_SQS: endpoint, AWS_REGION: region } = environment;
  const sqs = new SQSClient({ endpoint, region, credentials: { accessKeyId: 'x', secretAccessKey: 'x' }, useQueueUrlAsEndpoint: false });
  const bodies = await Promise.all(
    [queue, `${queue}-events`].map((QueueUrl) =>
      eventually(async () => {
        const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, MessageAttributeNames: ['All'] }));
        expect(Messages).not.toEqual([]);
        return JSON.stringify(Messages);
      }),
    ),
  );
  sqs.destroy();
  outputs.push(processor.output);
  await system.replace(processor);
  return bodies.join('\n');
}

async function everyCollection(): Promise<[string, string][]> {
  const client = new mongo.MongoClient(environment.MONGO_URI ?? '');
  try {
    const all = await client.db().collections();
    const texts = all.map(async (one) => [one.collectionName, JSON.stringify(await one.find().toArray())] as [string, string]);
    return await Promise.all(texts);
  } finally {
    await client.close();
  }
}

/** Wrong passwords, nobody there, and what is no address at all; also at the command line. */
async function startsFail(): Promise<void> {
  const wrong = uriWith(stack.environment.MONGO_URI ?? '', secrets.make('wrong password of the database'));
  const nowhere = uriWith('mongodb://127.0.0.1:9/orders', secrets.make('password of a database that is away'));
  const malformed = `mongodb://shop:${secrets.make('password in a malformed address')}`;
  const misplaced = { MONGO_URI: malformed, JWT_SECRET: '', JWT_SECRET_FILE: secrets.make('key where its file should be') };
  const starts = [
    new AppProcess('api', { ...environment, PORT: '9', ...misplaced }),
    new AppProcess('api', { ...environment, PORT: '9', MONGO_URI: nowhere }),
    new AppProcess('order-processor', { ...environment, PORT: '9', MONGO_URI: wrong }),
    ...[wrong, nowhere, malformed].map((MONGO_URI) => new CommandLineProcess(['audit'], { ...environment, MONGO_URI })),
  ];
  expect(await Promise.all(starts.map(({ exitCode }) => exitCode))).toEqual(starts.map(() => 1));
  outputs.push(...starts.map(({ output }) => output));
}

async function partsFail(): Promise<void> {
  const shopper = await aCustomer('in an outage');
  const [api] = system.apis;
  await stack.kill('sqs');
  await shopper.place(oneTea);
  await eventually(async () => expect(api?.output).toContain('Events could not be sent'));
  await stack.kill('mongo');
  const [password, { refreshToken }] = [secrets.make('password in an outage'), shopper.tokens ?? { refreshToken: '' }];
  const requests = [
    shopper.post('/api/auth/register', { email: `${randomUUID()}@example.com`, password }),
    shopper.post('/api/auth/login', { email: shopper.email, password }),
    shopper.post('/api/auth/refresh', { refreshToken }),
    shopper.place(oneTea),
  ];
  expect(await Promise.all(requests.map(noted))).toEqual([503, 503, 503, 503]);
  const probes = system.apis.flatMap(({ url }) => ['live', 'ready'].map((probe) => new Shopper(url).get(`/health/${probe}`)));
  await Promise.all(probes.map(noted));
  expect(await Promise.all([environment.METRICS_TOKEN, secrets.make('token of other metrics')].map(scrape))).toEqual([200, 401]);
}

async function scrape(token = ''): Promise<number> {
  const response = await fetch(`${system.visitor().url}/metrics`, { headers: { authorization: `Bearer ${token}` } });
  answers.push(await response.text());
  return response.status;
}
