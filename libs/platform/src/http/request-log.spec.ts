import { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { pino } from 'pino';
import { aConfig } from '../../test/a-config';
import { createFastifyAdapter } from './fastify-adapter';
import { addRequestHooks } from './request-hooks';

describe('the line that a request leaves in the log', () => {
  const lines: string[] = [];
  let app: NestFastifyApplication;

  beforeAll(async () => {
    const adapter = createFastifyAdapter(aConfig());
    addRequestHooks(adapter, pino({ level: 'trace' }, { write: (line) => lines.push(line) }));
    const module = await Test.createTestingModule({}).compile();
    app = module.createNestApplication<NestFastifyApplication>(adapter, { bodyParser: false, logger: false });
    await app.init();
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
});
