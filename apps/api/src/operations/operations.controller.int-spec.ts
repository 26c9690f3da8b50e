import { AppInProcess, Member } from '../../../../test/support/app-in-process';

const address = '/api/admin/operations';
let api: AppInProcess;
let admin: Member;
let customer: Member;

beforeAll(async () => {
  api = await AppInProcess.api();
  [admin, customer] = [await api.register('admin'), await api.register()];
});

describe('what happens in the shop', () => {
  it('is told to administrators, and to nobody else', async () => {
    const answer = await api.call('GET', address, { by: admin });
    expect([answer.status, JSON.parse(answer.text)]).toMatchObject([200, { ordersPerSecond: 0, recentStates: { PENDING: 0 }, lowStock: [], away: [] }]);
    expect((await api.call('GET', address, { by: customer })).status).toBe(403);
    expect((await api.call('GET', address, { by: customer, headers: { accept: 'text/event-stream' } })).status).toBe(403);
  });

  it('is told anew and anew to who asks for a stream, until the process stops', async () => {
    const headers = { accept: 'text/event-stream', authorization: `Bearer ${admin.token}` };
    const response = await fetch(api.url + address, { headers });
    expect(response.headers.get('content-type')).toBe('text/event-stream');
    const events = (response.body as ReadableStream<Uint8Array>).pipeThrough(new TextDecoderStream()).getReader();
    const [first, second] = [await events.read(), await events.read()].map(({ value = '' }) => JSON.parse(value.slice('data: '.length)) as { at: string });
    expect(Date.parse(second?.at ?? '')).toBeGreaterThan(Date.parse(first?.at ?? ''));
    const head = await fetch(api.url + address, { method: 'HEAD', headers });
    expect(head.status).toBe(200);
    await api.stop();
    while (!(await events.read()).done) {
      // What was on its way.
    }
  });
});

describe('the page', () => {
  beforeAll(async () => {
    api = await AppInProcess.api();
  });
  afterAll(() => api.stop());

  it('may run its own scripts and styles and speak to its own API, and nothing else', async () => {
    const { status, headers } = await api.call('GET', '/ops');
    expect([status, headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(headers.get('content-security-policy')).toBe(
      "default-src 'none';frame-ancestors 'none';script-src 'self';style-src 'self';img-src 'self' data:;connect-src 'self';base-uri 'none';form-action 'none'",
    );
  });

  it('consists of what it names, and of no other file', async () => {
    const { text } = await api.call('GET', '/ops');
    const named = [...text.matchAll(/(?:href|src)="(ops\/[\w.]+)"/g)].map(([, part = '']) => part);
    expect(named.sort()).toEqual(['ops/ops.css', 'ops/ops.js', 'ops/uplot.css']);
    const statuses = await Promise.all(named.map(async (part) => (await api.call('GET', `/${part}`)).status));
    expect(statuses).toEqual([200, 200, 200]);
    for (const other of ['index.html', 'constructor', '..%2foperations.ts', 'session.js.map']) {
      expect((await api.call('GET', `/ops/${other}`)).status).toBe(404);
    }
  });
});
