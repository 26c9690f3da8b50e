import { randomUUID } from 'node:crypto';
import { Logger } from '@nestjs/common';
import { Redis } from 'ioredis';
import { aConfig } from '../../test/a-config';
import { closedPort } from '../../test/closed-port';
import { eventually } from '../../../../test/support/eventually';
import { FreezableProxy } from '../../test/freezable-proxy';
import { JsonCache } from './json-cache';

const { REDIS_HOST = '', REDIS_PORT = '' } = process.env;
const values: [string, unknown][] = [
  ['an object', { status: 'CONFIRMED', items: [{ quantity: 2 }], note: null, isNew: true }],
  ['an array', [1, 'two', null]],
  ['a text', 'plain'],
  ['a text that a store might revive as code', '_function_x|() => 1'],
  ['a text that a store might revive as a date', '_date_2026-01-31T09:30:00.000Z'],
  ['such texts deep inside', { note: ['_function_x|() => 1', '_date_2026-01-31T09:30:00.000Z'] }],
  ['a text that looks like JSON', '{"a":1}'],
  ['false', false],
  ['zero', 0],
];

let caches: JsonCache[];

beforeAll(() => Logger.overrideLogger(false));
beforeEach(() => {
  caches = [];
});
afterEach(() => caches.forEach((cache) => cache.onApplicationShutdown()));

describe('a cache in Redis', () => {
  let redis: Redis;
  let cache: JsonCache;
  let key: string;

  beforeAll(() => {
    redis = new Redis({ host: REDIS_HOST, port: Number(REDIS_PORT) });
  });
  beforeEach(async () => {
    key = `test:${randomUUID()}`;
    cache = await connected({ REDIS_HOST, REDIS_PORT });
  });
  afterAll(() => redis.disconnect());

  it.each(values)('gives back %s as it was', async (_what, value) => {
    await cache.set(key, value, 60);
    await expect(cache.get(key)).resolves.toEqual(value);
  });

  it('is shared by all processes', async () => {
    await cache.set(key, { version: 2 }, 60);
    const other = await connected({ REDIS_HOST, REDIS_PORT });
    await expect(other.get(key)).resolves.toEqual({ version: 2 });
    await other.delete(key);
    await expect(cache.get(key)).resolves.toBeUndefined();
  });

  it('is really in Redis, under a name that tells whose it is', async () => {
    await cache.set(key, { version: 2 }, 60);
    const names = await redis.keys(`*${key}*`);
    expect(names).toEqual([expect.stringContaining('order-processing')]);
  });

  it('ends each copy after its lifetime, give or take a tenth', async () => {
    await cache.set(key, { version: 2 }, 1000);
    const [name = ''] = await redis.keys(`*${key}*`);
    const leftMs = await redis.pttl(name);
    expect(leftMs).toBeGreaterThan(1000 * 880);
    expect(leftMs).toBeLessThanOrEqual(1000 * 1100);
  });

  it('does not end all copies that were made together at the same moment', async () => {
    const ends = await Promise.all(
      Array.from({ length: 10 }, async (_, index) => {
        await cache.set(`${key}:${index}`, index, 10_000);
        const [name = ''] = await redis.keys(`*${key}:${index}`);
        return Math.round((await redis.pttl(name)) / 60_000);
      }),
    );
    expect(new Set(ends).size).toBeGreaterThan(1);
  });

  it('holds nothing that nobody put there', async () => {
    await expect(cache.get(key)).resolves.toBeUndefined();
    await expect(cache.delete(key)).resolves.toBeUndefined();
  });
});

describe('a cache whose Redis', () => {
  it('is not there holds nothing and fails nobody', async () => {
    const cache = aCache({ REDIS_HOST: '127.0.0.1', REDIS_PORT: String(await closedPort()) });
    await expect(cache.isUp()).resolves.toBe(false);
    await expect(cache.set('key', { version: 2 }, 60)).resolves.toBeUndefined();
    await expect(cache.get('key')).resolves.toBeUndefined();
    await expect(cache.delete('key')).resolves.toBeUndefined();
  });

  it('froze holds nothing and fails nobody', async () => {
    const proxy = new FreezableProxy(REDIS_HOST, Number(REDIS_PORT));
    const cache = await connected({ REDIS_HOST: '127.0.0.1', REDIS_PORT: String(await proxy.start()) });
    proxy.freeze();
    await expect(cache.set('key', { version: 2 }, 60)).resolves.toBeUndefined();
    await expect(cache.get('key')).resolves.toBeUndefined();
    await expect(cache.delete('key')).resolves.toBeUndefined();
    await expect(cache.isUp()).resolves.toBe(false);
    await proxy.stop();
  });
});

describe('a cache without Redis', () => {
  it.each(values)('gives back %s as it was', async (_what, value) => {
    const cache = aCache({});
    await cache.set('key', value, 60);
    await expect(cache.get('key')).resolves.toEqual(value);
  });

  it('is in this process alone', async () => {
    const [one, other] = [aCache({}), aCache({})];
    await one.set('key', 1, 60);
    await expect(other.get('key')).resolves.toBeUndefined();
    await expect(one.isUp()).resolves.toBeUndefined();
  });

  it('lives two seconds at most, since no other process can drop it', async () => {
    jest.useFakeTimers({ now: 0 });
    const cache = aCache({});
    await cache.set('key', 1, 60);
    jest.setSystemTime(1999);
    await expect(cache.get('key')).resolves.toBe(1);
    jest.setSystemTime(2001);
    await expect(cache.get('key')).resolves.toBeUndefined();
    jest.useRealTimers();
  });

  it('forgets the oldest rather than grow without end', async () => {
    const cache = aCache({});
    for (let i = 0; i <= 10_000; i += 1) {
      await cache.set(`key-${i}`, i, 60);
    }
    await expect(cache.get('key-0')).resolves.toBeUndefined();
    await expect(cache.get('key-10000')).resolves.toBe(10_000);
  });
});

function aCache(variables: Parameters<typeof aConfig>[0]): JsonCache {
  const cache = new JsonCache(aConfig(variables));
  caches.push(cache);
  return cache;
}

/** A cache never waits for Redis, so the first connection must. */
async function connected(variables: Parameters<typeof aConfig>[0]): Promise<JsonCache> {
  const cache = aCache(variables);
  await eventually(async () => expect(await cache.isUp()).toBe(true));
  return cache;
}
