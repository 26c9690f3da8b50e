import { Failpoint } from './faults/rig/failpoint';
import { OwnStack } from './faults/rig/own-stack';
import { answerIn, RawConnection } from './support/raw-connection';
import { RunningSystem } from './support/running-system';
import { Answer, Shopper } from './support/shopper';

const shop = 'https://shop.example.com';
const tea = [{ sku: 'TEA', quantity: 1 }];
const text = { 'content-type': 'text/plain' };
const json = { 'content-type': 'application/json' };
const documentation = ['/docs', '/docs/', '/docs-json', '/docs-yaml', '/docs/swagger-ui-init.js', '/docs/swagger-ui-bundle.js', '/openapi.json', '/openapi.yaml', '/api', '/api-json', '/api/docs'];

let stack: OwnStack;
let system: RunningSystem;
let customer: Shopper;
let admin: Shopper;
let orderId: string;
/** It had its first line to send from the beginning, and has ten seconds for the others. */
let slow: RawConnection;

beforeAll(async () => {
  stack = await OwnStack.start('mongo');
  const peculiarities = [{}, { NODE_ENV: 'production', RATE_LIMIT: 'on' }, { CORS_ORIGINS: shop }];
  const launch = (_: string, index: number) => ({ environment: peculiarities[index] });
  system = await RunningSystem.start({ apis: 3, processors: 0, environment: stack.environment, launch });
  slow = (await RawConnection.open(system.visitor().url)).send('GET /health/live HTTP/1.1\r\n');
  admin = await system.admin();
  await admin.put('/api/inventory/TEA', { name: 'Tea', unitPrice: 1250, currency: 'EUR', onHand: 5 });
  customer = await system.customer();
  orderId = (await customer.place(tea)).body.id;
});
afterAll(async () => {
  await system.stop();
  await stack.stop();
});

describe('an answer says what is wrong, and nothing of what is inside:', () => {
  it.each<[number, string, () => Promise<Answer>]>([
    [400, 'validation_failed', () => customer.place([])],
    [401, 'not_authenticated', () => customer.get('/api/orders', { authorization: 'Bearer e30.e30.e30' })],
    [403, 'forbidden', () => customer.get('/api/admin/audit')],
    [404, 'order_not_found', () => customer.get('/api/orders/nothing')],
    [404, 'route_not_found', () => customer.send('DELETE', '/api/orders')],
    [409, 'email_taken', () => system.visitor().register(customer.email)],
    [412, 'version_mismatch', () => customer.post(`/api/orders/${orderId}/cancel`, {}, { 'if-match': '"9"' })],
    [413, 'body_too_large', () => customer.place(tea, {}, { note: 'x'.repeat(65_536) })],
    [414, 'url_too_long', () => customer.get(`/api/orders?cursor=${'x'.repeat(3000)}`)],
    [415, 'unsupported_media_type', () => customer.send('POST', '/api/orders', text, 'hello')],
    [422, 'sku_unknown', () => customer.place([{ sku: 'NOPE', quantity: 1 }])],
    [429, 'too_many_requests', () => untilRefused(system.visitor(1))],
    [431, 'headers_too_large', () => customer.get('/api/orders', { authorization: `Bearer ${'x'.repeat(5000)}` })],
    [431, 'headers_too_large', () => customer.get('/api/orders', { 'x-large': 'x'.repeat(20_000) })],
  ])('%d %s', async (status, code, ask) => expectProblem(await ask(), status, code));

  it('500 internal_error, when the database refuses what nobody foresaw', async () => {
    const failpoint = await Failpoint.failCommand(stack.environment.MONGO_URI ?? '', { commands: ['find', 'aggregate'], errorCode: 13 });
    expectProblem(await customer.get('/api/orders'), 500, 'internal_error');
    await failpoint.clear();
  });

  it('503 unavailable, when it is away', async () => {
    const failpoint = await Failpoint.failCommand(stack.environment.MONGO_URI ?? '', { commands: ['find', 'aggregate'], closeConnection: true });
    expectProblem(await customer.get('/api/orders'), 503, 'unavailable');
    await failpoint.clear();
  });
});

describe('a method that only asks', () => {
  it('HEAD tells whoever may GET what they would get, and nobody else', async () => {
    const path = `/api/orders/${orderId}`;
    const { headers } = await customer.get(path);
    const seen = await customer.send('HEAD', path);
    expect([seen.status, seen.headers.get('etag'), seen.body]).toEqual([200, headers.get('etag'), '']);
    expect(await system.visitor().send('HEAD', path)).toMatchObject({ status: 401, body: '' });
    expect(await (await system.customer()).send('HEAD', path)).toMatchObject({ status: 404, body: '' });
    expect(await customer.send('HEAD', '/api/admin/audit')).toMatchObject({ status: 403, body: '' });
    expect(await customer.send('HEAD', `${path}/cancel`)).toMatchObject({ status: 404, body: '' });
  });

  it.each(['/api/orders', '/api/admin/audit', '/nowhere'])('OPTIONS tells nothing of %s', async (path) => {
    const answer = await system.visitor().send('OPTIONS', path);
    expectProblem(answer, 404, 'route_not_found');
    expect(answer.headers.get('allow')).toBeNull();
  });

  it('names no address by which guards could be passed', async () => {
    const { host } = new URL(customer.url);
    for (const target of [`http://${host}/api/orders`, 'http://evil.example.com/api/orders']) {
      const asking = (await RawConnection.open(customer.url)).send(`GET ${target} HTTP/1.1\r\nhost: ${host}\r\nconnection: close\r\n\r\n`);
      expect(answerIn(await asking.ended).status).toBe(401);
    }
  });
});

describe('what only its reader should have', () => {
  it('is kept by no cache: tokens, accounts, log-ins, lists of orders', async () => {
    const answers = [
      await customer.logIn(),
      await customer.refresh(),
      ...(await Promise.all(['/api/auth/me', '/api/auth/sessions', '/api/orders'].map((path) => customer.get(path)))),
    ];
    expect(answers.map(({ status, headers }) => [status, headers.get('cache-control')])).toEqual(Array(5).fill([200, 'no-store']));
  });

  it('may be kept by the reader alone, an order, to be asked about again', async () => {
    const { headers } = await customer.get(`/api/orders/${orderId}`);
    expect(headers.get('cache-control')).toBe('private, no-cache');
    const again = await customer.get(`/api/orders/${orderId}`, { 'if-none-match': headers.get('etag') ?? '' });
    expect([again.status, again.headers.get('cache-control')]).toEqual([304, 'private, no-cache']);
  });
});

describe('pages of other origins', () => {
  const preflight = { 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization' };

  it('are told nothing unless they are named', async () => {
    for (const headers of [{ origin: shop }, { origin: 'null' }]) {
      const answers = [await customer.get('/api/orders', headers), await customer.send('OPTIONS', '/api/orders', { ...headers, ...preflight })];
      expect(answers.flatMap((answer) => [...answer.headers.keys()]).filter((name) => name.startsWith('access-control'))).toEqual([]);
    }
  });

  it('are told what they ask where they are named, errors too', async () => {
    const visitor = system.visitor(2);
    const asked = await visitor.send('OPTIONS', '/api/orders', { origin: shop, ...preflight });
    const refused = await visitor.get('/api/orders', { origin: shop });
    expect([asked.status, refused.status]).toEqual([204, 401]);
    for (const { headers } of [asked, refused]) {
      expect(headers.get('access-control-allow-origin')).toBe(shop);
      expect(headers.get('x-request-id')).toMatch(/./);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
    }
    const foreign = await visitor.get('/api/orders', { origin: `${shop}.evil.com` });
    expect(foreign.headers.get('access-control-allow-origin')).toBeNull();
  });
});

describe('documentation', () => {
  it.each(documentation)('is not at %s in production', async (path) => {
    expectProblem(await system.visitor(1).get(path), 404, 'route_not_found');
  });

  it('is at two addresses elsewhere, as a page that runs its own scripts only', async () => {
    const statuses = await Promise.all(documentation.map(async (path) => [path, (await system.visitor().get(path)).status] as const));
    expect(statuses.filter(([, status]) => status === 200).map(([path]) => path)).toEqual([
      '/docs',
      '/docs/',
      '/docs/swagger-ui-init.js',
      '/docs/swagger-ui-bundle.js',
      '/openapi.json',
    ]);
    const policy = (await system.visitor().get('/docs')).headers.get('content-security-policy');
    expect(policy).toMatch(/^default-src 'none';frame-ancestors 'none';script-src 'self';/);
    expect(policy).not.toMatch(/unsafe-eval|script[^;]*unsafe-inline/);
  });
});

it('who needs more than ten seconds for the headers of a request is not waited for', async () => {
  expect(answerIn(await slow.ended).status).toBe(408);
});

/** Whatever it is, it is a problem, names its request, has its protection, and no word of code, driver or database. */
function expectProblem({ status, headers, body }: Answer, expected: number, code: string): void {
  expect({ status, code: body.code }).toEqual({ status: expected, code });
  expect(headers.get('content-type')).toMatch(/^application\/problem\+json/);
  expect(headers.get('content-security-policy')).toBe("default-src 'none';frame-ancestors 'none'");
  expect(headers.get('cache-control')).toBe('no-store');
  expect([headers.get('server'), headers.get('x-powered-by')]).toEqual([null, null]);
  expect(body).toMatchObject({ status, type: 'about:blank', requestId: headers.get('x-request-id') });
  expect(JSON.stringify(body)).not.toMatch(/node_modules|\.[jt]s\b|mongo|redis|fastify|nest|e11000|exception|\berror:|\bat \w+ \(/i);
}

/** What somebody is told who does not stop asking. */
async function untilRefused(visitor: Shopper): Promise<Answer> {
  for (let times = 0; times < 50; times += 1) {
    const answer = await visitor.send('POST', '/api/auth/password/forgot', json, '{}');
    if (answer.status !== 400) {
      return answer;
    }
  }
  throw new Error('Asked fifty times, and never refused.');
}
