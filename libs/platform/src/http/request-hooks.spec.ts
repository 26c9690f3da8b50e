import { FastifyError, FastifyInstance } from 'fastify';
import { pino } from 'pino';
import { aConfig } from '../../test/a-config';
import { createFastifyAdapter } from './fastify-adapter';
import { problemOf } from './problem';
import { addRequestHooks } from './request-hooks';
import { sendProblem } from './send-problem';

const adapter = createFastifyAdapter(aConfig());
const fastify: FastifyInstance = adapter.getInstance();

beforeAll(async () => {
  addRequestHooks(adapter, pino({ level: 'silent' }));
  fastify.setErrorHandler((error: FastifyError, request, reply) => sendProblem(problemOf(error), request, reply));
  fastify.post('/echo', (request, reply) => reply.send(JSON.stringify(request.body ?? null)));
  await fastify.ready();
});
afterAll(() => fastify.close());

describe('a body', () => {
  it.each([
    'application/json',
    'Application/JSON',
    'application/json; charset=utf-8',
    'application/json;charset="UTF-8"',
    'application/json; charset=utf8; profile=x',
  ])('is read when it is %s', async (type) => {
    expect(await post('{"a":1}', { 'content-type': type })).toEqual([200, { a: 1 }]);
  });

  it.each([
    'application/json; charset=utf-16',
    'application/json; charset=iso-8859-1',
    'application/json; charset = utf-7',
    'application/json; charset=utf-8; charset=utf-16',
    'application/json; charset=',
    'application/jsonfoo',
    'application/json-patch+json',
    'application/vnd.api+json',
    'application/json, text/plain',
    'text/json',
    'text/plain',
    'multipart/form-data; boundary=x',
    'application/x-www-form-urlencoded',
    '*/*',
    'json',
  ])('is refused when it is %s', async (type) => {
    expect(await post('{"a":1}', { 'content-type': type })).toEqual(refusal(415, 'unsupported_media_type'));
  });

  it.each(['gzip', 'GZIP', 'deflate', 'br', 'identity, gzip', 'x'])('is refused when it is packed: %s', async (coding) => {
    expect(await post('{"a":1}', { 'content-encoding': coding })).toEqual(refusal(415, 'unsupported_media_type'));
  });

  it('is read when it says that it is not packed', async () => {
    expect(await post('{"a":1}', { 'content-encoding': 'identity' })).toEqual([200, { a: 1 }]);
  });

  it.each(Object.getOwnPropertyNames(Object.prototype))('is refused when it has a field called %s, at any depth', async (name) => {
    for (const body of [`{"${name}":1}`, `{"a":[{"b":{"${name}":{}}}]}`]) {
      expect(await post(body)).toEqual(refusal(400, 'malformed_request'));
    }
  });

  it.each(['{"\\u005f_proto__":{"a":1}}', '{"a":{"__prot\\u006f__":1}}', '{"\\u0063onstructor":1}'])('is refused however that is written: %s', async (body) => {
    expect(await post(body)).toEqual(refusal(400, 'malformed_request'));
  });

  it.each([
    ['fields', (count: number) => JSON.stringify(Object.fromEntries(Array.from({ length: count }, (_, index) => [`f${index}`, 1])))],
    ['elements', (count: number) => JSON.stringify(Array(count).fill({}))],
  ])('may have 500 %s, and no more', async (_what, bodyOf) => {
    expect((await post(bodyOf(500)))[0]).toBe(200);
    expect(await post(bodyOf(501))).toEqual(refusal(400, 'too_many_values'));
    expect(await post(bodyOf(5000))).toEqual(refusal(400, 'too_many_values'));
  });

  it('may have 500 values in all, wherever they are', async () => {
    const lines = (count: number) => JSON.stringify({ items: Array(count).fill({ sku: 'A', quantity: 1 }) });
    expect((await post(lines(166)))[0]).toBe(200);
    expect(await post(lines(167))).toEqual(refusal(400, 'too_many_values'));
  });

  it.each([
    ['the same field twice', '{"a":1,"a":2}', { a: 2 }],
    ['a number of sixty thousand digits', `{"a":${'9'.repeat(60_000)}}`, { a: null }],
    ['a number beyond all numbers', '{"a":1e400}', { a: null }],
    ['a byte order mark', '\ufeff{"a":1}', { a: 1 }],
  ])('with %s is read as any JSON', async (_what, body, read) => {
    expect(await post(body)).toEqual([200, read]);
  });

  it.each([
    ['bytes that are no text', Buffer.from([0x22, 0xff, 0xfe, 0x22])],
    ['half a character', Buffer.from('"\u20ac"').subarray(0, 2)],
    ['UTF-16', Buffer.from('{"a":1}', 'utf16le')],
    ['packed, without a word', Buffer.from('1f8b0800000000000003ab564a54b232ac0500', 'hex')],
    ['a NUL at the end', Buffer.from('{"a":1}\0')],
    ['NaN', Buffer.from('{"a":NaN}')],
    ['two values', Buffer.from('{}{}')],
    ['a comment', Buffer.from('{"a":1/**/}')],
  ])('is refused when it is %s', async (_what, body) => {
    expect(await post(body)).toEqual(refusal(400, 'malformed_request'));
  });
});

async function post(payload: string | Buffer, headers: Record<string, string> = {}): Promise<[number, unknown]> {
  const type = { 'content-type': 'application/json' };
  const { statusCode, body } = await fastify.inject({ method: 'POST', url: '/echo', headers: { ...type, ...headers }, payload });
  return [statusCode, JSON.parse(body)];
}

function refusal(status: number, code: string): [number, unknown] {
  return [status, expect.objectContaining({ status, code })];
}
