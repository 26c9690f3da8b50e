import { Body, Controller, Get, Header, HttpCode, Post, Res, StreamableFile } from '@nestjs/common';
import { NestFastifyApplication } from '@nestjs/platform-fastify';
import { FastifyReply } from 'fastify';
import { listeningApp } from '../../test/listening-app';
import { answerIn, RawConnection } from '../../../../test/support/raw-connection';
import { SecurityHeaders } from './security-headers';

@Controller()
class AnswersController {
  @Get('text')
  text(): string {
    return 'text';
  }

  @Get('kept')
  @Header('ETag', '"1"')
  kept(): object {
    return {};
  }

  @Get('unchanged')
  @HttpCode(304)
  @Header('ETag', '"1"')
  unchanged(): void {}

  @Get('public')
  @Header('Cache-Control', 'public, max-age=60')
  public(): object {
    return {};
  }

  @Get('stream')
  stream(): StreamableFile {
    return new StreamableFile(Buffer.from('stream'));
  }

  @Get('raw')
  raw(@Res() reply: FastifyReply): void {
    reply.hijack();
    reply.raw.writeHead(200, { 'Cache-Control': 'no-cache, no-transform' }).end('raw');
  }

  @Get('broken')
  broken(): void {
    throw new Error('broken');
  }

  @Post('echo')
  echo(@Body() body: object): object {
    return body;
  }
}

/** What helmet sends, with the policy of an API. */
const protection = {
  'content-security-policy': "default-src 'none';frame-ancestors 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'origin-agent-cluster': '?1',
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
  'x-content-type-options': 'nosniff',
  'x-dns-prefetch-control': 'off',
  'x-download-options': 'noopen',
  'x-frame-options': 'DENY',
  'x-permitted-cross-domain-policies': 'none',
  'x-xss-protection': '0',
};
const get = (path: string) => `GET ${path} HTTP/1.1\r\nhost: shop\r\nconnection: close\r\n\r\n`;
const post = (headers: string) => `POST /echo HTTP/1.1\r\nhost: shop\r\nconnection: close\r\n${headers}\r\n\r\n`;

let app: NestFastifyApplication;
let url: string;

beforeAll(async () => ({ app, url } = await listeningApp(AnswersController, { headersMs: 200 })));
afterAll(() => app.close());

describe('security headers protect', () => {
  it.each([
    ['a text', get('/text'), 200],
    ['an answer to HEAD', get('/text').replace('GET', 'HEAD'), 200],
    ['what a client has already', get('/unchanged'), 304],
    ['a stream', get('/stream'), 200],
    ['what is written without the framework', get('/raw'), 200],
    ['an address where nothing is', get('/nowhere'), 404],
    ['an address that cannot be read', get('/%FF'), 400],
    ['an error nobody foresaw', get('/broken'), 500],
    ['a body of another type', post('content-type: text/plain\r\ncontent-length: 0'), 415],
    ['a body beyond measure', post('content-type: application/json\r\ncontent-length: 99999'), 413],
    ['headers beyond measure', get('/text').replace('host', `x: ${'x'.repeat(20_000)}\r\nhost`), 431],
    ['what is no request', 'nonsense\r\n\r\n', 400],
    ['a request that comes too slowly', 'GET /', 408],
  ])('%s, in one copy', async (_what, request, expected) => {
    const { status, headers } = await answerTo(request);
    expect({ status, headers: Object.fromEntries(headers) }).toMatchObject({ status: expected, headers: protection });
  });

  it('without a word of what answers', async () => {
    const { headers } = await answerTo(get('/text'));
    expect([headers.get('server'), headers.get('x-powered-by')]).toEqual([null, null]);
  });

  it('a page with what it may use, and nothing beside', () => {
    const lines = new SecurityHeaders({ 'script-src': ["'self'"] }).beside();
    expect(lines).toContain("content-security-policy: default-src 'none';frame-ancestors 'none';script-src 'self'\r\n");
  });
});

describe('an answer is kept', () => {
  it.each([
    ['by nobody, as a rule', '/text', 'no-store'],
    ['by nobody when it is an error', '/broken', 'no-store'],
    ['by its client, to ask whether it still holds, where it has an entity tag', '/kept', 'private, no-cache'],
    ['so, too, when it does', '/unchanged', 'private, no-cache'],
    ['as it says itself', '/public', 'public, max-age=60'],
    ['as it says itself without the framework', '/raw', 'no-cache, no-transform'],
  ])('%s', async (_who, path, expected) => {
    expect((await answerTo(get(path))).headers.get('cache-control')).toBe(expected);
  });
});

async function answerTo(request: string): Promise<ReturnType<typeof answerIn>> {
  return answerIn(await (await RawConnection.open(url)).send(request).ended);
}
