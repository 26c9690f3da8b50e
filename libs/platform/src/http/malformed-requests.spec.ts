import { All, Body, Controller, Get, Post } from '@nestjs/common';
import { NestFastifyApplication } from '@nestjs/platform-fastify';
import { listeningApp } from '../../test/listening-app';
import { answerIn, RawConnection } from '../../../../test/support/raw-connection';

let served: string[] = [];

@Controller()
class ServedController {
  @Get('open')
  open(): string {
    served.push('open');
    return 'open';
  }

  @Post('echo')
  echo(@Body() body: object): object {
    served.push('echo');
    return body;
  }

  @All('secret')
  secret(): string {
    served.push('secret');
    return 'secret';
  }
}

const host = 'host: shop\r\n';
const close = 'connection: close\r\n';
const json = 'content-type: application/json\r\n';
const get = (target: string, headers = host) => `GET ${target} HTTP/1.1\r\n${headers}${close}\r\n`;
const echo = (headers: string, body: string) => `POST /echo HTTP/1.1\r\n${host}${json}${headers}\r\n${body}`;
const smuggled = 'GET /secret HTTP/1.1\r\nhost: shop\r\n\r\n';

let app: NestFastifyApplication;
let url: string;

beforeAll(async () => ({ app, url } = await listeningApp(ServedController, { idleMs: 200 })));
beforeEach(() => (served = []));
afterAll(() => app.close());

describe('a request is refused, and its connection ended,', () => {
  it.each([
    ['with a length and chunks', echo('content-length: 4\r\ntransfer-encoding: chunked\r\n', `0\r\n\r\n${smuggled}`)],
    ['with chunks and a length', echo('transfer-encoding: chunked\r\ncontent-length: 4\r\n', `0\r\n\r\n${smuggled}`)],
    ['with two lengths', echo(`content-length: 2\r\ncontent-length: ${2 + smuggled.length}\r\n`, `{}${smuggled}`)],
    ['with a length that is no number', echo('content-length: 2x\r\n', `{}${smuggled}`)],
    ['with a length below zero', echo('content-length: -1\r\n', `{}${smuggled}`)],
    ['with a length that has a sign', echo('content-length: +2\r\n', `{}${smuggled}`)],
    ['with another transfer encoding', echo('transfer-encoding: xchunked\r\n', `0\r\n\r\n${smuggled}`)],
    ['with chunks that are coded again', echo('transfer-encoding: chunked, identity\r\n', `0\r\n\r\n${smuggled}`)],
    ['with a blank behind the name of a header', echo('transfer-encoding : chunked\r\n', `0\r\n\r\n${smuggled}`)],
    ['with a header over two lines', echo('x-a: b\r\n transfer-encoding: chunked\r\n', smuggled)],
    ['with a chunk of no size', echo('transfer-encoding: chunked\r\n', `z\r\n{}\r\n0\r\n\r\n${smuggled}`)],
    ['with lines that end in a line feed alone', get('/open').replaceAll('\r\n', '\n') + smuggled],
    ['with a carriage return in a header', get('/open', `${host}x-a: b\rc: d\r\n`) + smuggled],
    ['with a null in a header', get('/open', `${host}x-a: b\0\r\n`) + smuggled],
    ['with blanks in its address', get('/open /secret') + smuggled],
    ['of another version', get('/open').replace('HTTP/1.1', 'HTTP/3.7') + smuggled],
    ['by a method nobody knows', get('/open').replace('GET', 'STEAL') + smuggled],
    ['that begins HTTP/2', `PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n${smuggled}`],
    ['that begins TLS', `\x16\x03\x01\x02\0\x01${smuggled}`],
  ])('%s', async (_what, text) => {
    expectProblem(await answerTo(text), 400, 'malformed_request');
    expect(served).toEqual([]);
  });
});

describe('a request is refused', () => {
  it.each([
    ['without a host', get('/open', ''), 400, 'malformed_request'],
    ['with a host that is none', get('/open', 'host: shop/../admin\r\n'), 400, 'malformed_request'],
    ['with a user as its host', get('/open', 'host: shop@evil\r\n'), 400, 'malformed_request'],
    ['with a blank in its host', get('/open', 'host: shop evil\r\n'), 400, 'malformed_request'],
    ['with 101 headers', get('/open', host + 'x-a: b\r\n'.repeat(99)), 431, 'headers_too_large'],
    ['with 3000 headers', get('/open', host + 'x:\r\n'.repeat(2998)), 431, 'headers_too_large'],
    ['with headers of more than 16 KiB', get('/open', `${host}x-a: ${'x'.repeat(16_384)}\r\n`), 431, 'headers_too_large'],
    ['with credentials of more than 4 KiB', get('/open', `${host}authorization: ${'x'.repeat(4097)}\r\n`), 431, 'headers_too_large'],
    ['with an address of more than 2 KiB', get(`/open?${'x'.repeat(2043)}`), 414, 'url_too_long'],
    ['with an address that is coded wrongly', get('/%'), 400, 'malformed_request'],
    ['by TRACE', get('/open').replace('GET', 'TRACE'), 404, 'route_not_found'],
    ['by PROPFIND', get('/open').replace('GET', 'PROPFIND'), 404, 'route_not_found'],
    ['by OPTIONS, about everything', get('*').replace('GET', 'OPTIONS'), 404, 'route_not_found'],
    ['by a method that its address does not have', get('/open').replace('GET', 'DELETE'), 404, 'route_not_found'],
  ])('%s', async (_what, text, status, code) => {
    expectProblem(await answerTo(text), status, code);
    expect(served).toEqual([]);
  });
});

describe('a request is served as usual', () => {
  it.each([
    ['with 100 headers', get('/open', host + 'x-a: b\r\n'.repeat(98))],
    ['with credentials of 4 KiB', get('/open', `${host}authorization: ${'x'.repeat(4096)}\r\n`)],
    ['with an address of 2 KiB', get(`/open?${'x'.repeat(2042)}`)],
    ['of HTTP/1.0, without a host', get('/open', '').replace('1.1', '1.0')],
    ['with a host by number', get('/open', 'host: [::1]:3000\r\n')],
    ['with a whole address, whatever host that names', get('http://evil.example.com/open')],
    ['when it asks for another protocol', get('/open', `${host}connection: upgrade\r\nupgrade: websocket\r\n`).replace(close, '')],
    ['whatever it expects', get('/open', `${host}expect: the-unexpected\r\n`)],
    ['when it would like to be another', get('/open', `${host}x-http-method-override: DELETE\r\nx-original-url: /secret\r\n`)],
  ])('%s', async (_what, text) => {
    expect(await answerTo(text)).toMatchObject({ status: 200, body: 'open' });
    expect(served).toEqual(['open']);
  });

  it('once its body has been asked for, where it expects that', async () => {
    const client = (await RawConnection.open(url)).send(echo(`${close}content-length: 2\r\nexpect: 100-continue\r\n`, ''));
    await client.hears('HTTP/1.1 100 Continue\r\n\r\n');
    expect(await client.send('{}').ended).toContain('HTTP/1.1 201 Created');
  });
});

it('a tunnel is not dug', async () => {
  expect(await (await RawConnection.open(url)).send(`CONNECT shop:443 HTTP/1.1\r\n${host}\r\n${smuggled}`).ended).toBe('');
  expect(served).toEqual([]);
});

async function answerTo(text: string): Promise<ReturnType<typeof answerIn>> {
  return answerIn(await (await RawConnection.open(url)).send(text).ended);
}

/** The only answer, however much else was sent. */
function expectProblem({ status, headers, body }: ReturnType<typeof answerIn>, expected: number, code: string): void {
  expect(status).toBe(expected);
  expect(headers.get('content-type')).toMatch(/^application\/problem\+json/);
  expect(JSON.parse(body)).toMatchObject({ status, code, requestId: headers.get('x-request-id') });
}
