import { Module } from '@nestjs/common';
import { FastifyAdapter, NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { serveSwagger } from './swagger';

@Module({})
class NothingModule {}

let app: NestFastifyApplication;

beforeAll(async () => {
  const module = await Test.createTestingModule({ imports: [NothingModule] }).compile();
  app = module.createNestApplication<NestFastifyApplication>(new FastifyAdapter(), { logger: false });
  serveSwagger(app);
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
});
afterAll(() => app.close());

describe('the documentation', () => {
  it.each(['/docs', '/docs/'])('at %s consists of files that are there, and of no script of its own', async (url) => {
    const { statusCode, body } = await app.inject({ url });
    expect(statusCode).toBe(200);
    const parts = [...body.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, part]) => part ?? '');
    expect(parts).toHaveLength(6);
    for (const part of parts) {
      const { pathname } = new URL(part, `http://shop${url}`);
      expect([pathname, (await app.inject({ url: pathname })).statusCode]).toEqual([pathname, 200]);
    }
    expect(body).not.toMatch(/<script(?![^>]* src=)|\son\w+=|javascript:/i);
  });

  it('is there for programs, too', async () => {
    expect((await app.inject({ url: '/openapi.json' })).json()).toMatchObject({ info: { title: 'Order processing' } });
  });

  it.each([
    '/docs-json',
    '/docs-yaml',
    '/openapi.yaml',
    '/docs/index.html',
    '/docs/docs/swagger-ui-init.js',
    '/docs/package.json',
    '/docs/README.md',
    '/docs/swagger-ui-bundle.js.map',
    '/docs/oauth2-redirect.html',
    '/docs/swagger-initializer.js',
    '/docs/%73wagger-ui.js',
    '/docs/../docs/index.js',
    '/docs/..%2f..%2fpackage.json',
    '/docs/.%2e/%2e./package.json',
    '/docs//swagger-ui.css',
    '/docs/swagger-ui.css/',
    '/docs;/',
  ])('is not at %s', async (url) => {
    expect((await app.inject({ url })).statusCode).toBe(404);
  });
});
