import { Controller, Get, Module } from '@nestjs/common';
import { FastifyAdapter, NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { corsOf } from './cors';

@Controller()
class GreetingController {
  @Get()
  greet(): string {
    return 'hello';
  }
}

@Module({ controllers: [GreetingController] })
class GreetingModule {}

const shop = 'https://shop.example.com';
let app: NestFastifyApplication;

beforeAll(async () => {
  const module = await Test.createTestingModule({ imports: [GreetingModule] }).compile();
  app = module.createNestApplication<NestFastifyApplication>(new FastifyAdapter(), { logger: false });
  app.enableCors(corsOf([`${shop}/`, 'http://localhost:5173']));
  await app.init();
});
afterAll(() => app.close());

describe('a page', () => {
  it.each([shop, 'http://localhost:5173'])('of %s may read answers, and what it needs of their headers', async (origin) => {
    const { headers } = await app.inject({ url: '/', headers: { origin } });
    expect(headers).toMatchObject({ 'access-control-allow-origin': origin, vary: 'Origin' });
    expect(String(headers['access-control-expose-headers'])).toMatch(/^Location, ETag, X-Request-Id, .*Retry-After/);
  });

  it('of a known origin may send what the API reads, by the methods it has, and ask again after ten minutes', async () => {
    const { statusCode, headers } = await preflight(shop);
    expect(statusCode).toBe(204);
    expect(headers).toMatchObject({
      'access-control-allow-origin': shop,
      'access-control-allow-methods': 'GET, HEAD, POST, PUT, PATCH, DELETE',
      'access-control-allow-headers': expect.stringMatching(/^Authorization, Content-Type, Idempotency-Key, If-Match, /),
      'access-control-max-age': '600',
    });
    expect(headers['access-control-allow-headers']).not.toContain('X-Secret');
  });

  it.each([
    'https://evil.example.com',
    'null',
    '*',
    `${shop}.evil.com`,
    'https://evil-shop.example.com',
    'https://a.shop.example.com',
    'http://shop.example.com',
    `${shop}:8443`,
    `${shop}/`,
    'HTTPS://SHOP.EXAMPLE.COM',
    `${shop}, https://evil.example.com`,
    'http://localhost:51730',
  ])('of %s may read nothing', async (origin) => {
    for (const answer of [await app.inject({ url: '/', headers: { origin } }), await preflight(origin)]) {
      expect(answer.headers['access-control-allow-origin']).toBeUndefined();
      expect(answer.headers.vary).toContain('Origin');
    }
  });

  it.each([shop, 'https://evil.example.com'])('of %s is sent nothing by the browser on its own', async (origin) => {
    expect((await preflight(origin)).headers['access-control-allow-credentials']).toBeUndefined();
  });
});

function preflight(origin: string) {
  const asked = { 'access-control-request-method': 'PUT', 'access-control-request-headers': 'authorization, x-secret' };
  return app.inject({ method: 'OPTIONS', url: '/', headers: { origin, ...asked } });
}
