import { connect } from 'node:net';
import { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { pino } from 'pino';
import { eventually } from '../../../../test/support/eventually';
import { aConfig } from '../../test/a-config';
import { createFastifyAdapter } from './fastify-adapter';
import { addRequestHooks } from './request-hooks';

describe('the line that a request leaves in the log', () => {
  const lines: string[] = [];
  let arrive: () => void;
  const arrived = new Promise<void>((resolve) => (arrive = resolve));
  let app: NestFastifyApplication;

  beforeAll(async () => {
    const adapter = createFastifyAdapter(aConfig());
    addRequestHooks(adapter, pino({ level: 'trace' }, { write: (line) => lines.push(line) }));
    const module = await Test.createTestingModule({}).compile();
    app = module.createNestApplication<NestFastifyApplication>(adapter, { bodyParser: false, logger: false });
    adapter.get('/never', () => arrive());
    await app.listen(0, '127.0.0.1');
  });
  afterAll(() => app.close());

  it('names the address, and nothing of what else was sent: a token in a query, a cookie, a body', async () => {
    const headers = { authorization: 'Bearer secret', cookie: 'secret', 'content-type': 'application/json' };
    await app.inject({ method: 'POST', url: '/nowhere?access_token=secret#secret', headers, payload: '{"password":"secret"}' });
    expect(lines.map((line) => JSON.parse(line) as object)).toEqual([
      expect.objectContaining({ msg: 'Request', method: 'POST', path: '/nowhere', status: 404 }),
    ]);
    expect(lines.join()).not.toContain('secret');
  });

  it('is left also by a request that is refused before anything looks at it', async () => {
    lines.splice(0);
    await app.inject({ method: 'GET', url: '/nowhere', headers: { 'content-encoding': 'gzip' } });
    expect(lines.map((line) => JSON.parse(line) as object)).toEqual([expect.objectContaining({ path: '/nowhere', status: 415 })]);
  });

  it('says that the client went away, where it did not wait for the answer', async () => {
    lines.splice(0);
    const client = connect(Number(new URL(await app.getUrl()).port), '127.0.0.1');
    client.write('GET /never HTTP/1.1\r\nHost: localhost\r\n\r\n');
    await arrived;
    client.destroy();
    await eventually(async () => expect(lines).toHaveLength(1));
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ msg: 'Request', path: '/never', isAborted: true });
    expect(lines[0]).not.toContain('status');
  });
});
