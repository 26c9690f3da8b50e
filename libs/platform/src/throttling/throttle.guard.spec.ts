import { CanActivate, Controller, ExecutionContext, Get, Injectable, Module, Type } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { aConfig } from '../../test/a-config';
import { Config } from '../config/config';
import { createFastifyAdapter } from '../http/fastify-adapter';
import { ProblemFilter } from '../http/problem.filter';
import { ConcurrencyLimits } from './concurrency-limits';
import { RateLimits } from './rate-limits';
import { Throttle } from './throttle';
import { ThrottleGuard } from './throttle.guard';
import { tooManyRequests } from './too-many-requests';

const oneAtATime = { name: 'one at a time', limit: 1 };

@Controller()
class ShopController {
  constructor(private readonly concurrency: ConcurrencyLimits) {}

  @Get('bought')
  @Throttle({ name: 'bought', limit: 3, seconds: 60 })
  bought(): string {
    return 'yes';
  }

  @Get('twofold')
  @Throttle({ name: 'often', limit: 100, seconds: 60 }, { name: 'seldom', limit: 2, seconds: 3600 }, { name: 'now and then', limit: 50, seconds: 1 })
  twofold(): string {
    return 'yes';
  }

  @Get('free')
  free(): string {
    return 'yes';
  }

  @Get('deep')
  deep(): void {
    throw tooManyRequests({ rule: { name: 'deep', limit: 5, seconds: 900 }, remaining: 0, resetSeconds: 30 });
  }

  @Get('busy')
  busy(): void {
    this.concurrency.enter(oneAtATime, 'me');
  }
}

/** Believes who a caller says to be. */
@Injectable()
class BelievingGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<{ headers: { user?: string }; user?: object }>();
    request.user = request.headers.user ? { id: request.headers.user } : undefined;
    return true;
  }
}

const apps: NestFastifyApplication[] = [];

afterEach(() => Promise.all(apps.splice(0).map((app) => app.close())));

describe('a throttled route', () => {
  it('lets as many requests through as it may, says how many are left, and refuses the next', async () => {
    const app = await anApp();
    const answers = [await get(app), await get(app), await get(app), await get(app)];
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200, 429]);
    expect(answers.map(({ headers }) => headers['ratelimit-remaining'])).toEqual(['2', '1', '0', '0']);
    for (const { headers } of answers) {
      expect(headers).toMatchObject({ 'ratelimit-limit': '3', 'ratelimit-policy': '3;w=60' });
      expect(headers['ratelimit-reset']).toMatch(/^(60|59)$/);
    }
  });

  it('refuses with a problem that says when to come again', async () => {
    const app = await anApp();
    const { headers, body } = await get(app, { times: 4 });
    expect(headers['content-type']).toContain('application/problem+json');
    expect(JSON.parse(body)).toMatchObject({ type: 'about:blank', title: 'Too Many Requests', status: 429, code: 'too_many_requests' });
    expect(headers['retry-after']).toMatch(/^(60|59)$/);
  });

  it('counts each user by itself, from whatever address', async () => {
    const app = await anApp();
    await get(app, { user: 'ann', from: '10.0.0.1', times: 2 });
    expect(await get(app, { user: 'ann', from: '10.0.0.2', times: 2 })).toMatchObject({ statusCode: 429 });
    expect(await get(app, { user: 'bob', from: '10.0.0.1' })).toMatchObject({ statusCode: 200 });
  });

  it('counts strangers by their address, of IPv6 by the network', async () => {
    const app = await anApp();
    expect(await get(app, { from: '2001:db8:1:2::1', times: 3 })).toMatchObject({ statusCode: 200 });
    expect(await get(app, { from: '2001:db8:1:2:ffff::9' })).toMatchObject({ statusCode: 429 });
    expect(await get(app, { from: '2001:db8:1:3::1' })).toMatchObject({ statusCode: 200 });
  });

  it('takes nobody for a user whose id is an address', async () => {
    const app = await anApp();
    await get(app, { from: '10.0.0.1', times: 4 });
    expect(await get(app, { user: '10.0.0.1', from: '10.0.0.9' })).toMatchObject({ statusCode: 200 });
  });

  it('tells of the rule that leaves least, and refuses when one of its rules does', async () => {
    const app = await anApp();
    const tight = { 'ratelimit-limit': '2', 'ratelimit-policy': '2;w=3600' };
    const first = await get(app, { url: '/twofold' });
    expect(first).toMatchObject({ statusCode: 200, headers: { ...tight, 'ratelimit-remaining': '1' } });
    const refused = await get(app, { url: '/twofold', times: 2 });
    expect(refused).toMatchObject({ statusCode: 429, headers: tight });
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(60);
  });

  it('is free, and says nothing, where limits are off', async () => {
    const app = await anApp({ RATE_LIMIT: 'off' });
    const answer = await get(app, { times: 10 });
    expect(answer.statusCode).toBe(200);
    expect(Object.keys(answer.headers).join()).not.toContain('ratelimit');
  });
});

describe('an X-Forwarded-For', () => {
  it('that nobody vouches for lets nobody off', async () => {
    const app = await anApp();
    await get(app, { times: 3, forwarded: '1.1.1.1' });
    expect(await get(app, { forwarded: '2.2.2.2' })).toMatchObject({ statusCode: 429 });
  });

  it('counts from a trusted proxy: the last address that is no proxy, whatever stands before it', async () => {
    const app = await anApp({ TRUST_PROXY: '127.0.0.1,10.0.0.0/8' });
    await get(app, { times: 3, forwarded: '1.1.1.1, 8.8.8.8, 10.1.2.3' });
    expect(await get(app, { forwarded: '2.2.2.2, 8.8.8.8, 10.9.9.9' })).toMatchObject({ statusCode: 429 });
    expect(await get(app, { forwarded: '8.8.8.8, 9.9.9.9' })).toMatchObject({ statusCode: 200 });
  });
});

describe('other routes', () => {
  it('without a limit say nothing of one', async () => {
    const answer = await get(await anApp(), { url: '/free', times: 10 });
    expect(answer.statusCode).toBe(200);
    expect(Object.keys(answer.headers).join()).not.toContain('ratelimit');
  });

  it('that find out themselves that it is too often answer in the same way', async () => {
    const { statusCode, headers } = await get(await anApp(), { url: '/deep' });
    expect(statusCode).toBe(429);
    const limit = { 'ratelimit-limit': '5', 'ratelimit-remaining': '0', 'ratelimit-reset': '30', 'ratelimit-policy': '5;w=900' };
    expect(headers).toMatchObject({ 'retry-after': '30', ...limit });
  });

  it('that do too much at once say to come again', async () => {
    const { statusCode, headers } = await get(await anApp(), { url: '/busy', times: 2 });
    expect({ statusCode, retryAfter: headers['retry-after'] }).toEqual({ statusCode: 429, retryAfter: '1' });
  });
});

interface Calls {
  readonly url?: string;
  readonly times?: number;
  readonly user?: string;
  readonly from?: string;
  readonly forwarded?: string;
}

/** The answer to the last of so many requests. */
async function get(app: NestFastifyApplication, { url = '/bought', times = 1, user, from, forwarded }: Calls = {}) {
  const headers = { ...(user && { user }), ...(forwarded && { 'x-forwarded-for': forwarded }) };
  for (let before = 1; before < times; before += 1) {
    await app.inject({ url, headers, remoteAddress: from });
  }
  return app.inject({ url, headers, remoteAddress: from });
}

async function anApp(variables: Parameters<typeof aConfig>[0] = {}): Promise<NestFastifyApplication> {
  const config = aConfig(variables);
  const module = await Test.createTestingModule({ imports: [shopModule(config)] }).compile();
  const app = module.createNestApplication<NestFastifyApplication>(createFastifyAdapter(config), { logger: false });
  app.useGlobalFilters(new ProblemFilter());
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  apps.push(app);
  return app;
}

function shopModule(config: Config): Type {
  @Module({
    controllers: [ShopController],
    providers: [
      { provide: RateLimits, useValue: new RateLimits(config) },
      { provide: ConcurrencyLimits, useValue: new ConcurrencyLimits(config) },
      { provide: APP_GUARD, useClass: BelievingGuard },
      { provide: APP_GUARD, useClass: ThrottleGuard },
    ],
  })
  class ShopModule {}
  return ShopModule;
}
