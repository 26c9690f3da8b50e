import { Body, Controller, Get, Module, Post, Req } from '@nestjs/common';
import { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { DomainError } from '@app/contracts';
import { FastifyRequest } from 'fastify';
import { pino } from 'pino';
import { aConfig } from '../../test/a-config';
import { createFastifyAdapter } from './fastify-adapter';
import { ProblemFilter } from './problem.filter';
import { addRequestHooks } from './request-hooks';

@Controller()
class EchoController {
  @Post('echo')
  echo(@Body() body: unknown, @Req() { id: requestId }: FastifyRequest) {
    return { body, requestId };
  }

  @Get('taken')
  taken(): void {
    throw new DomainError({ kind: 'conflict', code: 'taken', message: 'Somebody has it.', details: [{ path: 'name', message: 'taken' }] });
  }

  @Get('away')
  away(): void {
    throw new DomainError({ kind: 'unavailable', code: 'away', message: 'Nobody is there.' });
  }

  @Get('broken')
  broken(): void {
    throw new Error('password=hunter2');
  }
}

@Module({ controllers: [EchoController] })
class EchoModule {}

const json = { 'content-type': 'application/json' };
const limit = 64 * 1024;
let app: NestFastifyApplication;

beforeAll(async () => {
  const adapter = createFastifyAdapter(aConfig());
  addRequestHooks(adapter, pino({ level: 'silent' }));
  const module = await Test.createTestingModule({ imports: [EchoModule] }).compile();
  app = module.createNestApplication<NestFastifyApplication>(adapter, { bodyParser: false, logger: false });
  app.useGlobalFilters(new ProblemFilter());
  await app.listen(0, '127.0.0.1');
});
afterAll(() => app.close());

describe('the id of a request', () => {
  it.each(['0198f5a2-6f0e-7c11-9a53-2d3c1f0b7e44', 'a', 'trace/1:2=3+4_5.6', 'x'.repeat(128)])(
    'is the one the caller gave: %s',
    async (id) => {
      expect((await echo({ 'x-request-id': id })).headers['x-request-id']).toBe(id);
    },
  );

  it.each([
    ['missing', undefined],
    ['empty', ''],
    ['too long', 'x'.repeat(129)],
    ['with a blank', 'a b'],
    ['with markup', '<script>'],
    ['with quotes', '"a"'],
  ])('is a new one where the given one is %s', async (_how, id) => {
    const { headers } = await echo(id === undefined ? {} : { 'x-request-id': id });
    expect(headers['x-request-id']).toMatch(/^[0-9a-f]{8}-[0-9a-f-]{27}$/);
  });

  it('is known to all code that works for the request, however large its body', async () => {
    const text = 'x'.repeat(limit - 100);
    const answers = await Promise.all(
      Array.from({ length: 10 }, async (_, index) => {
        const headers = { ...json, 'x-request-id': `request-${index}` };
        const answer = await fetch(`${await app.getUrl()}/echo`, { method: 'POST', headers, body: JSON.stringify({ text }) });
        return ((await answer.json()) as { requestId: string }).requestId;
      }),
    );
    expect(answers).toEqual(Array.from({ length: 10 }, (_, index) => `request-${index}`));
  });

  it('stands in every problem', async () => {
    const { headers, body } = await app.inject({ url: '/nowhere' });
    expect(JSON.parse(body)).toMatchObject({ requestId: headers['x-request-id'] });
  });
});

describe('a body', () => {
  it('of 64 KiB is read', async () => {
    const answer = await post(sized(limit));
    expect(answer.statusCode).toBe(201);
  });

  it.each<[string, number, string, string, string]>([
    ['of one byte more', 413, 'body_too_large', sized(limit + 1), 'application/json'],
    ['that is plain text', 415, 'unsupported_media_type', 'hello', 'text/plain'],
    ['that is a form', 415, 'unsupported_media_type', 'a=1', 'application/x-www-form-urlencoded'],
    ['that is XML', 415, 'unsupported_media_type', '<a/>', 'application/xml'],
    ['that ends too early', 400, 'malformed_request', '{"a":', 'application/json'],
    ['that is empty', 400, 'malformed_request', '', 'application/json'],
    ['that reaches for the prototype', 400, 'malformed_request', '{"__proto__":{"isAdmin":true}}', 'application/json'],
    ['that reaches for it deep inside', 400, 'malformed_request', '{"a":[{"__proto__":{"b":1}}]}', 'application/json'],
    ['that reaches for the constructor', 400, 'malformed_request', '{"constructor":{"prototype":{"b":1}}}', 'application/json'],
    ['that names a constructor', 400, 'malformed_request', '{"constructor":1}', 'application/json'],
    ['that names one deep inside', 400, 'malformed_request', '{"a":[{"b":{"constructor":"c"}}]}', 'application/json'],
    ['10,000 arrays deep', 400, 'body_too_deep', nested('[', ']', 10_000), 'application/json'],
    ['10,000 objects deep', 400, 'body_too_deep', nested('{"a":', '}', 10_000, '1'), 'application/json'],
    ['with a value 21 levels deep', 400, 'body_too_deep', nested('[', ']', 21, '1'), 'application/json'],
  ])('%s is refused with %d %s', async (_what, status, code, payload, type) => {
    const answer = await post(payload, type);
    expectProblem(answer, status, code);
  });

  it('with a value 20 levels deep is read', async () => {
    expect((await post(nested('[', ']', 20, '1'))).statusCode).toBe(201);
  });
});

describe('a problem', () => {
  it('is told of an address where there is nothing', async () => {
    expectProblem(await app.inject({ url: '/nowhere' }), 404, 'route_not_found');
  });

  it('is told of a refusal, with its status, code, words and fields', async () => {
    const answer = await app.inject({ url: '/taken' });
    expectProblem(answer, 409, 'taken');
    expect(JSON.parse(answer.body)).toMatchObject({
      type: 'about:blank',
      title: 'Conflict',
      detail: 'Somebody has it.',
      errors: [{ path: 'name', message: 'taken' }],
    });
  });

  it('is told of an outage, with when to try again', async () => {
    const answer = await app.inject({ url: '/away' });
    expectProblem(answer, 503, 'away');
    expect(answer.headers['retry-after']).toBe('2');
  });

  it('is told of an error that nobody foresaw, without a word of it', async () => {
    const answer = await app.inject({ url: '/broken' });
    expectProblem(answer, 500, 'internal_error');
    expect(answer.body).not.toContain('hunter2');
  });
});

type Answer = Awaited<ReturnType<NestFastifyApplication['inject']>>;

function expectProblem(answer: Answer, status: number, code: string): void {
  expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
  expect({ httpStatus: answer.statusCode, ...JSON.parse(answer.body) }).toMatchObject({ httpStatus: status, status, code });
}

function echo(headers: Record<string, string>): Promise<Answer> {
  return app.inject({ method: 'POST', url: '/echo', headers: { ...json, ...headers }, payload: '{}' });
}

function post(payload: string, type = 'application/json'): Promise<Answer> {
  return app.inject({ method: 'POST', url: '/echo', headers: { 'content-type': type }, payload });
}

function sized(bytes: number): string {
  return JSON.stringify('x'.repeat(bytes - 2));
}

function nested(open: string, close: string, depth: number, inside = ''): string {
  return open.repeat(depth) + inside + close.repeat(depth);
}
