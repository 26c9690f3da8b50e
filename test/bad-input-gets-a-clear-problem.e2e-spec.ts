import { gzipSync } from 'node:zlib';
import { endlessPost } from './support/endless-post';
import { HostileRequest, sendRaw } from './support/hostile-requests';
import { RunningSystem } from './support/running-system';
import { Answer, Shopper } from './support/shopper';

const json = { 'content-type': 'application/json' };
const order = (fields: object) => JSON.stringify({ items: [{ sku: 'TEA', quantity: 1 }], ...fields });
const line = (fields: object) => JSON.stringify({ items: [{ sku: 'TEA', quantity: 1, ...fields }] });
const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;

/** Every answer that is not 2xx has this shape, and says nothing of what is inside. */
function expectProblem({ status, headers, body }: Answer, expected: { status: number; code: string }): void {
  expect({ status, code: body.code }).toEqual(expected);
  expect(headers.get('content-type')).toContain('application/problem+json');
  expect(body).toMatchObject({ type: 'about:blank', status, title: expect.any(String), detail: expect.any(String) });
  expect(body.requestId).toBe(headers.get('x-request-id'));
  expect(JSON.stringify(body)).not.toMatch(/node_modules|\.ts:|mongo|at \w+ \(/i);
}

describe('bad input', () => {
  let system: RunningSystem;
  let shopper: Shopper;
  let admin: Shopper;

  beforeAll(async () => {
    system = await RunningSystem.start({ processors: 0 });
    admin = await system.admin();
    await admin.put('/api/inventory/TEA', { name: 'Tea', unitPrice: 1250, currency: 'EUR', onHand: 5 });
    await admin.put('/api/inventory/YEN', { name: 'Yen', unitPrice: 1250, currency: 'JPY', onHand: 5 });
    shopper = await system.customer();
  });

  afterAll(() => system.stop());

  it.each([
    ['no body', '', 400, 'malformed_request'],
    ['not JSON', '{"items":', 400, 'malformed_request'],
    ['null', 'null', 400, 'validation_failed'],
    ['an array', '[]', 400, 'validation_failed'],
    ['a prototype key', '{"items":[],"__proto__":{"admin":true}}', 400, 'malformed_request'],
    ['a constructor key', '{"constructor":{"prototype":{"x":1}}}', 400, 'malformed_request'],
    ['a constructor as its note', order({ note: { constructor: 1 } }), 400, 'malformed_request'],
    ['a constructor in what it does not know', order({ x: { constructor: {} } }), 400, 'malformed_request'],
    ['depth 5000', nested(5000), 400, 'body_too_deep'],
    ['depth 10 000', nested(10_000), 400, 'body_too_deep'],
    ['10 000 fields', JSON.stringify(Object.fromEntries(Array.from({ length: 10_000 }, (_, i) => [i, 1]))), 413, 'body_too_large'],
    ['5000 fields', JSON.stringify(Object.fromEntries(Array.from({ length: 5000 }, (_, i) => [i, 1]))), 400, 'too_many_values'],
    ['5000 empty lines', JSON.stringify({ items: Array(5000).fill({}) }), 400, 'too_many_values'],
    ['a field toString', order({ toString: 'x' }), 400, 'malformed_request'],
    ['a field with a dot', order({ 'items.0.sku': 'TEA' }), 400, 'validation_failed'],
    ['a field $where', order({ $where: 'sleep(1000)' }), 400, 'validation_failed'],
    ['more than 64 KiB', order({ note: 'x'.repeat(65_536) }), 413, 'body_too_large'],
    ['no lines', '{"items":[]}', 400, 'validation_failed'],
    ['101 lines', JSON.stringify({ items: Array(101).fill({ sku: 'TEA', quantity: 1 }) }), 400, 'validation_failed'],
    ['quantity 0', line({ quantity: 0 }), 400, 'validation_failed'],
    ['quantity 0.5', line({ quantity: 0.5 }), 400, 'validation_failed'],
    ['quantity "2"', line({ quantity: '2' }), 400, 'validation_failed'],
    ['quantity -1', line({ quantity: -1 }), 400, 'validation_failed'],
    ['quantity null', line({ quantity: null }), 400, 'validation_failed'],
    ['quantity "NaN"', line({ quantity: 'NaN' }), 400, 'validation_failed'],
    ['quantity 2^53', line({ quantity: 2 ** 53 }), 400, 'validation_failed'],
    ['quantity 10 001', line({ quantity: 10_001 }), 400, 'validation_failed'],
    ['quantity 1e400', '{"items":[{"sku":"TEA","quantity":1e400}]}', 400, 'validation_failed'],
    ['a quantity of sixty thousand digits', `{"items":[{"sku":"TEA","quantity":${'1'.repeat(60_000)}}]}`, 400, 'validation_failed'],
    ['a quantity of a million digits', `{"items":[{"sku":"TEA","quantity":${'1'.repeat(1_000_000)}}]}`, 413, 'body_too_large'],
    ['its lines twice, the second time none', '{"items":[{"sku":"TEA","quantity":1}],"items":[]}', 400, 'validation_failed'],
    ['quantity 1e21', '{"items":[{"sku":"TEA","quantity":1e21}]}', 400, 'validation_failed'],
    ['lines that add up to more than 10 000', JSON.stringify({ items: Array(2).fill({ sku: 'TEA', quantity: 9000 }) }), 400, 'quantity_too_large'],
    ['an operator as SKU', line({ sku: { $ne: null } }), 400, 'validation_failed'],
    ['a price from the client', line({ unitPrice: 1 }), 400, 'validation_failed'],
    ['a status from the client', order({ status: 'CONFIRMED' }), 400, 'validation_failed'],
    ...['total', 'userId', 'role', 'version', '_id', 'id', 'createdAt', 'idempotency', 'outbox', 'timeline'].map(
      (field): [string, string, number, string] => [`${field} from the client`, order({ [field]: 1 }), 400, 'validation_failed'],
    ),
    ['a note of 501 characters', order({ note: 'x'.repeat(501) }), 400, 'validation_failed'],
    ['a control character', order({ note: 'a\u0000b' }), 400, 'validation_failed'],
    ['a lone surrogate', '{"items":[{"sku":"TEA","quantity":1}],"note":"\\ud800"}', 400, 'validation_failed'],
    ['an unknown SKU', line({ sku: 'NOPE' }), 422, 'sku_unknown'],
    ['two currencies', JSON.stringify({ items: [{ sku: 'TEA', quantity: 1 }, { sku: 'YEN', quantity: 1 }] }), 422, 'currencies_mixed'],
  ])('an order with %s is refused', async (_, body, status, code) => {
    expectProblem(await shopper.send('POST', '/api/orders', json, body), { status, code });
  });

  it('names each field at fault by its path', async () => {
    const { body } = await shopper.post('/api/orders', { items: [{ sku: 'TEA', quantity: 1 }, { sku: '', quantity: -1 }] });
    expect(body.errors.map(({ path }) => path)).toEqual(['items.1.sku', 'items.1.quantity']);
  });

  it('stores nothing of what it refuses', async () => {
    expect((await admin.get('/api/orders')).body.data).toEqual([]);
  });

  it.each([
    ['text/plain', 415, 'unsupported_media_type'],
    ['application/x-www-form-urlencoded', 415, 'unsupported_media_type'],
    ['multipart/form-data; boundary=x', 415, 'unsupported_media_type'],
    ['application/jsonfoo', 415, 'unsupported_media_type'],
    ['application/json; charset=utf-16', 415, 'unsupported_media_type'],
  ])('a body of %s is refused', async (type, status, code) => {
    expectProblem(await shopper.send('POST', '/api/orders', { 'content-type': type }, order({})), { status, code });
  });

  it.each([
    ['GET', '/nowhere', 404, 'route_not_found'],
    ['GET', '/api/orders/%00', 404, 'order_not_found'],
    ['GET', '/api/orders/%FF', 400, 'malformed_request'],
    ['GET', `/api/orders/${'x'.repeat(1000)}`, 414, 'url_too_long'],
    ['GET', '/api/orders/[object%20Object]', 404, 'order_not_found'],
    ['GET', '/api/orders?limit=0', 400, 'validation_failed'],
    ['GET', '/api/orders?limit=101', 400, 'validation_failed'],
    ['GET', '/api/orders?limit=1;', 400, 'validation_failed'],
    ['GET', '/api/orders?status[$gt]=', 400, 'validation_failed'],
    ['GET', '/api/orders?limit=', 400, 'validation_failed'],
    ['GET', '/api/orders?limit=1e9', 400, 'validation_failed'],
    ['GET', '/api/orders?limit=-1', 400, 'validation_failed'],
    ['GET', '/api/orders?limit=1&limit=2', 400, 'validation_failed'],
    ['GET', '/api/orders?limit[]=1', 400, 'validation_failed'],
    ['GET', '/api/orders?limit[a]=1', 400, 'validation_failed'],
    ['GET', '/api/orders?status=', 400, 'validation_failed'],
    ['GET', '/api/orders?status=PENDING&status=CONFIRMED', 400, 'validation_failed'],
    ['GET', '/api/orders?userId=', 400, 'validation_failed'],
    ['GET', '/api/orders?userId[$ne]=', 400, 'validation_failed'],
    ['GET', '/api/orders?sort=passwordHash', 400, 'validation_failed'],
    ['GET', '/api/orders?toString=x', 400, 'validation_failed'],
    ['GET', '/api/orders?cursor=', 400, 'invalid_cursor'],
    ['GET', '/api/inventory?q=a&q=b', 400, 'validation_failed'],
    ['GET', '/api/inventory?q=%00', 400, 'validation_failed'],
    ['GET', '/api/inventory?q=%E2%80%AE', 400, 'validation_failed'],
    ['GET', '/api/orders?status=LOST', 400, 'validation_failed'],
    ['GET', '/api/orders?prototype=x', 400, 'validation_failed'],
    ['GET', '/api/orders?toString=x&hasOwnProperty=x&then=x', 400, 'validation_failed'],
    ['GET', '/api/orders?cursor=forged!', 400, 'invalid_cursor'],
    ['GET', '/api/inventory/a%20b', 400, 'validation_failed'],
    ['GET', '/api/inventory/NOPE', 404, 'sku_unknown'],
  ])('%s %s is answered with a problem', async (method, path, status, code) => {
    expectProblem(await shopper.send(method, path), { status, code });
  });

  it('takes a cursor back from whom it was given to, for the list it was given for', async () => {
    const other = await system.customer();
    const listed = await shopper.get('/api/inventory?limit=1');
    const cursor = listed.body.nextCursor ?? '';
    const position = Buffer.from('TEA').toString('base64url');
    expect((await shopper.get(`/api/inventory?cursor=${cursor}`)).status).toBe(200);
    await admin.post('/api/inventory/TEA/adjustments', { delta: 1, reason: 'found' });
    await admin.post('/api/inventory/TEA/adjustments', { delta: -1, reason: 'lost again' });
    const ofTea = (await admin.get('/api/inventory/TEA/movements?limit=1')).body.nextCursor ?? '';
    expect((await admin.get(`/api/inventory/TEA/movements?cursor=${ofTea}`)).body.data).toHaveLength(2);
    for (const [caller, address] of [
      [other, `/api/inventory?cursor=${cursor}`],
      [admin, `/api/inventory?cursor=${cursor}`],
      [shopper, `/api/orders?cursor=${cursor}`],
      [admin, `/api/inventory/YEN/movements?cursor=${ofTea}`],
      [shopper, `/api/inventory?cursor=${cursor.slice(0, -1)}`],
      [shopper, `/api/inventory?cursor=${cursor}=`],
      [shopper, `/api/inventory?cursor=${position}`],
      [shopper, '/api/inventory?cursor=TEA'],
      [shopper, `/api/inventory?cursor=${'x'.repeat(512)}`],
    ] as const) {
      expectProblem(await caller.get(address), { status: 400, code: 'invalid_cursor' });
    }
  });

  it('counts the dearest order exactly, and takes none that it could not count', async () => {
    const dearest = { name: 'Gold', unitPrice: 100_000_000_000, currency: 'EUR', onHand: 1_000_000_000 };
    const skus = Array.from({ length: 10 }, (_, index) => `GOLD-${index}`);
    await Promise.all(skus.map((sku) => admin.put(`/api/inventory/${sku}`, dearest)));
    const place = (count: number) => shopper.place(skus.slice(0, count).map((sku) => ({ sku, quantity: 10_000 })));
    expect((await place(9)).body).toMatchObject({ total: 9_000_000_000_000_000 });
    expectProblem(await place(10), { status: 422, code: 'total_too_large' });
    const more = await admin.post('/api/inventory/GOLD-0/adjustments', { delta: 1_000_000_000, reason: 'one too many times' });
    expectProblem(more, { status: 409, code: 'stock_above_maximum' });
    const free = { ...dearest, unitPrice: 0 };
    for (const [field, value] of [['unitPrice', '-0'], ['unitPrice', '1e12'], ['onHand', '9007199254740993'], ['onHand', '1e400']] as const) {
      const body = JSON.stringify({ ...free, [field]: '#' }).replace('"#"', value);
      expectProblem(await admin.send('PUT', '/api/inventory/GOLD-0', json, body), { status: 400, code: 'validation_failed' });
    }
  });

  it('unpacks nothing, however small it says it is', async () => {
    const bomb = gzipSync(order({ note: 'x'.repeat(10_000_000) }));
    expect(bomb.length).toBeLessThan(20_000);
    const answer = await asShopper({ method: 'POST', path: '/api/orders', headers: { ...json, 'content-encoding': 'gzip' }, body: bomb });
    expect(answer).toMatchObject({ status: 415, code: 'unsupported_media_type' });
  });

  it('ends a body that does not end', async () => {
    const { end, sent } = await endlessPost(`${shopper.url}/api/orders`, { ...json, authorization: `Bearer ${shopper.tokens?.accessToken}` });
    expect([413, 'closed']).toContain(end);
    expect(sent).toBeLessThan(10_000_000);
  });

  it('does not look at a body where none belongs, and takes no form for one', async () => {
    const body = '{"$where":"1"}';
    expect(await asShopper({ method: 'GET', path: '/api/orders?limit=1', headers: json, body })).toMatchObject({ status: 200 });
    expect(await asShopper({ method: 'DELETE', path: '/api/auth/sessions/x', headers: json, body })).toMatchObject({ status: 404 });
    const form = { 'content-type': 'text/plain' };
    expect(await asShopper({ method: 'DELETE', path: '/api/auth/sessions/x', headers: form, body })).toMatchObject({ status: 415 });
  });

  it('does not climb out of an address', async () => {
    for (const path of ['/api/orders/../auth/me', '/api/orders/%2e%2e/auth/me', '/api/orders/..%2fauth%2fme', '/api/orders/.%00/']) {
      expect(await asShopper({ method: 'GET', path, headers: {} })).toMatchObject({ status: 404 });
    }
  });

  it.each([
    ['', 'empty'],
    ['x'.repeat(256), '256 characters'],
    ['schl\u00fcssel', 'not ASCII'],
  ])('an Idempotency-Key that is %#: refused', async (key) => {
    const answer = await shopper.place([{ sku: 'TEA', quantity: 1 }], { 'idempotency-key': key });
    expectProblem(answer, { status: 400, code: 'invalid_idempotency_key' });
  });

  it('an Idempotency-Key that is sent twice: refused', async () => {
    const headers = { ...json, 'idempotency-key': ['a', 'b'] };
    const answer = await asShopper({ method: 'POST', path: '/api/orders', headers, body: order({}) });
    expect(answer).toMatchObject({ status: 400, code: 'invalid_idempotency_key' });
  });

  it('asks for a log-in, and for an administrator where it takes one', async () => {
    const product = { name: 'Tea', unitPrice: 1, currency: 'EUR', onHand: 1 };
    const anonymous = await system.visitor().get('/api/orders');
    expectProblem(anonymous, { status: 401, code: 'not_authenticated' });
    expect(anonymous.headers.get('www-authenticate')).toBe('Bearer');
    expectProblem(await shopper.put('/api/inventory/TEA', product), { status: 403, code: 'forbidden' });
  });

  it('lets an administrator neither fall below what is reserved nor make up numbers', async () => {
    const adjust = (body: object) => admin.post('/api/inventory/TEA/adjustments', body);
    expectProblem(await adjust({ delta: -6, reason: 'lost' }), { status: 409, code: 'stock_below_reserved' });
    expectProblem(await adjust({ delta: 0, reason: 'none' }), { status: 400, code: 'validation_failed' });
    expectProblem(await adjust({ delta: 1 }), { status: 400, code: 'validation_failed' });
    const unpriced = { name: 'Tea', unitPrice: -1, currency: 'EURO', onHand: 1.5 };
    const { body } = await admin.put('/api/inventory/TEA', unpriced);
    expect(new Set(body.errors.map(({ path }) => path))).toEqual(new Set(['unitPrice', 'currency', 'onHand']));
  });

  it('answers every bad log-in alike', async () => {
    const visitor = system.visitor();
    const wrong = await visitor.logIn(shopper.email, 'not the password');
    const unknown = await visitor.logIn('nobody@example.com', 'not the password');
    expectProblem(wrong, { status: 401, code: 'invalid_credentials' });
    expect({ ...unknown.body, requestId: '' }).toEqual({ ...wrong.body, requestId: '' });
    expectProblem(await visitor.post('/api/auth/login', { email: { $ne: null }, password: 'x' }), {
      status: 400,
      code: 'validation_failed',
    });
  });

  /** Sent as it is, which `fetch` does not. */
  async function asShopper(request: HostileRequest): Promise<object> {
    const headers = { ...request.headers, authorization: `Bearer ${shopper.tokens?.accessToken}` };
    const { status, text } = await sendRaw(shopper.url, { ...request, headers });
    return { ...(JSON.parse(text) as object), status };
  }
});
