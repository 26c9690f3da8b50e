import fc from 'fast-check';
import { Connection, createConnection } from 'mongoose';
import { HostileRequest, hostileRequests, OpenApi, RawAnswer, sendRaw } from './support/hostile-requests';
import { admin, environmentOfItsOwn, RunningSystem } from './support/running-system';
import { Shopper } from './support/shopper';

const requestsOfEach = 10;
/** To find a letter by its id takes a look at the whole queue, of two seconds. */
const requestsForOneLetter = 2;
const insides = /node_modules|\.[jt]s:\d|mongo|bson|redis|E11000|at \S+ \(|Error:/i;

describe('hostile input', () => {
  let system: RunningSystem;
  let database: Connection;
  let callers: [string, Shopper][];
  let operations: ReturnType<typeof hostileRequests>;

  beforeAll(async () => {
    const environment = environmentOfItsOwn();
    database = createConnection(environment.MONGO_URI ?? '');
    system = await RunningSystem.start({ processors: 0, environment: { ...defined(environment), RATE_LIMIT: 'off' } });
    callers = [['a customer', await system.customer()], ['an administrator', await system.admin()]];
    const document = (await system.visitor().get('/openapi.json')).body as unknown as OpenApi;
    operations = hostileRequests(document, await valuesThatLeadSomewhere());
  });

  afterAll(async () => {
    await database.close();
    await system.stop();
  });

  it('is harmless in every operation, whoever sends it', async () => {
    expect(operations.length).toBeGreaterThan(25);
    for (const [who, caller] of callers) {
      for (const [operation, requests] of operations) {
        const isHarmless = fc.asyncProperty(requests, (request) => expectNoHarm(caller, request));
        await fc.assert(isHarmless, { numRuns: /dead-letters.*redrive|dead-letters.*id/.test(operation) ? requestsForOneLetter : requestsOfEach }).catch((cause: unknown) => {
          throw new Error(`${operation}, sent by ${who}`, { cause });
        });
      }
    }
  }, 300_000);

  it('leaves the server well, and nothing in its log that nobody foresaw', async () => {
    const [api] = system.apis;
    expect(api?.isRunning).toBe(true);
    expect((await system.visitor().get('/health/ready')).status).toBe(200);
    const lines = (api?.output ?? '').split('\n').filter((line) => line !== '');
    expect(lines.length).toBeGreaterThan(operations.length * requestsOfEach);
    expect(lines.filter((line) => !/^\{"level":"(?:info|warn)"/.test(line))).toEqual([]);
    expect(lines.filter((line) => line.includes('could not be served'))).toEqual([]);
  });

  async function valuesThatLeadSomewhere(): Promise<Record<string, string[]>> {
    const [[, customer], [, manager]] = callers as [[string, Shopper], [string, Shopper]];
    await manager.put('/api/inventory/TEA', { name: 'Tea', unitPrice: 1250, currency: 'EUR', onHand: 50 });
    await manager.put('/api/inventory/COFFEE-ETH-1KG', { name: 'Coffee', unitPrice: 1250, currency: 'EUR', onHand: 50 });
    await manager.put('/api/inventory/MUG-BLUE', { name: 'Mug', unitPrice: 1250, currency: 'EUR', onHand: 50 });
    const orders = await Promise.all([1, 2].map((quantity) => customer.place([{ sku: 'TEA', quantity }])));
    const { nextCursor } = (await customer.get('/api/orders?limit=1')).body;
    const somebody = (await (await system.customer()).get('/api/auth/me')).body;
    return { id: [...orders.map(({ body }) => body.id), somebody.id], sku: ['TEA', 'MUG-BLUE'], cursor: [nextCursor ?? ''], status: ['PENDING'], limit: ['5'] };
  }

  async function expectNoHarm(caller: Shopper, request: HostileRequest): Promise<void> {
    const authorization = `Bearer ${caller.tokens?.accessToken}`;
    const before = await stored();
    const answer = await sendRaw(caller.url, { ...request, headers: { ...request.headers, authorization } });
    if (answer.text.includes('"not_authenticated"')) {
      await logInAgain(caller);
      return expectNoHarm(caller, request);
    }
    expect({ ...answer, status: answer.status < 500 }).toEqual({ ...answer, status: true });
    if (answer.status >= 400) {
      expectProblem(answer);
      expect({ answer, stored: await stored() }).toEqual({ answer, stored: before });
    }
  }

  /** One hostile request may have ended the log-in of the next. */
  async function logInAgain(caller: Shopper): Promise<void> {
    const isAdmin = caller.email === admin.email;
    expect((await (isAdmin ? caller.logIn(admin.email, admin.password) : caller.logIn())).status).toBe(200);
  }

  /** All that is stored, but for what an API does with orders after it has answered, and for a count of what was tried. */
  async function stored(): Promise<object> {
    const { collections } = (await database.db?.command({ dbHash: 1 })) as { collections: object };
    const orders = await database.collection('orders').countDocuments();
    const users = await database.collection('users').find({}, { projection: { accessChanges: 0 } }).toArray();
    return { ...collections, orders, users };
  }
});

function expectProblem({ status, headers, text }: RawAnswer): void {
  expect(headers['content-type']).toMatch(/^application\/problem\+json/);
  expect(JSON.parse(text)).toMatchObject({ type: 'about:blank', status, title: expect.any(String), code: expect.stringMatching(/^[a-z_]+$/) });
  expect(JSON.parse(text)).toMatchObject({ detail: expect.any(String), requestId: headers['x-request-id'] });
  expect(text).not.toMatch(insides);
}

function defined(variables: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== undefined)) as Record<string, string>;
}
