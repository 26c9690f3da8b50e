import { randomUUID } from 'node:crypto';
import { Redis } from 'ioredis';
import { inProcess, inRedis, OpenCaches } from '../../test/open-caches';
import { VersionedCache } from './versioned-cache';

const values: [string, unknown][] = [
  ['an object', { status: 'CONFIRMED', items: [{ quantity: 2 }], note: null, isNew: true }],
  ['an array', [1, 'two', null]],
  ['a text', 'plain'],
  ['a text that a store might revive as code', '_function_x|() => 1'],
  ['a text that a store might revive as a date', '_date_2026-01-31T09:30:00.000Z'],
  ['such texts deep inside', { note: ['_function_x|() => 1', '_date_2026-01-31T09:30:00.000Z'] }],
  ['a text that a store might revive as bytes', ':base64:AAAA'],
  ['a text that looks like JSON', '{"a":1}'],
  ['false', false],
  ['zero', 0],
];

const caches = new OpenCaches();
let key: string;

beforeEach(() => {
  key = `test:${randomUUID()}`;
});
afterAll(() => caches.close());

describe.each([
  ['in Redis', inRedis],
  ['in the process', inProcess],
])('a cache %s', (_where, variables) => {
  let cache: VersionedCache;

  beforeAll(async () => {
    cache = await caches.connect(variables);
  });

  it.each(values)('gives back %s as it was', async (_what, value) => {
    const versioned = { version: 1, value };
    await cache.set(key, versioned, 60);
    await expect(cache.get(key)).resolves.toEqual(versioned);
  });

  it('holds nothing that nobody put there', async () => {
    await expect(cache.get(key)).resolves.toBeUndefined();
  });

  it.each([
    ['a newer copy', 3],
    ['another copy of the same version', 2],
  ])('takes %s', async (_which, version) => {
    const later = { version, isLater: true };
    await cache.set(key, { version: 2 }, 60);
    await cache.set(key, later, 60);
    await expect(cache.get(key)).resolves.toEqual(later);
  });

  it('keeps a newer copy when an older one comes late', async () => {
    await cache.set(key, { version: 10 }, 60);
    await cache.set(key, { version: 9 }, 60);
    await expect(cache.get(key)).resolves.toEqual({ version: 10 });
  });

  it('tells how often it held what was asked for, and what came too late', async () => {
    const { hits, misses, refusedOlder } = cache.tally;
    await cache.get(key);
    await cache.set(key, { version: 3 }, 60);
    await cache.get(key);
    await cache.get(key);
    await cache.set(key, { version: 2 }, 60);
    expect(cache.tally).toMatchObject({ hits: hits + 2, misses: misses + 1, refusedOlder: refusedOlder + 1 });
    await cache.supersede(key, 4);
    await cache.supersede(key, 1);
    await cache.get(key);
    expect(cache.tally).toMatchObject({ hits: hits + 2, misses: misses + 2, refusedOlder: refusedOlder + 1 });
  });

  it('lets go of a copy that is superseded, and takes it from nobody any more', async () => {
    await cache.set(key, { version: 1 }, 60);
    await cache.supersede(key, 2);
    await expect(cache.get(key)).resolves.toBeUndefined();
    await cache.set(key, { version: 1 }, 60);
    await expect(cache.get(key)).resolves.toBeUndefined();
  });

  it.each([2, 3])('takes version %i when version 2 superseded the others', async (version) => {
    await cache.supersede(key, 2);
    await cache.set(key, { version }, 60);
    await expect(cache.get(key)).resolves.toEqual({ version });
  });

  it.each([2, 3])('keeps version %i when it hears late of version 2', async (version) => {
    await cache.set(key, { version }, 60);
    await cache.supersede(key, 2);
    await expect(cache.get(key)).resolves.toEqual({ version });
  });

  it('does not forget the newest version when it hears of an older one', async () => {
    await cache.supersede(key, 3);
    await cache.supersede(key, 2);
    await cache.set(key, { version: 2 }, 60);
    await expect(cache.get(key)).resolves.toBeUndefined();
  });
});

describe('a cache in Redis', () => {
  let redis: Redis;
  let cache: VersionedCache;

  beforeAll(async () => {
    redis = new Redis({ host: inRedis.REDIS_HOST, port: Number(inRedis.REDIS_PORT) });
    cache = await caches.connect(inRedis);
  });
  afterAll(() => redis.disconnect());

  it('is shared by all processes', async () => {
    const other = await caches.connect(inRedis);
    await cache.set(key, { version: 2 }, 60);
    await expect(other.get(key)).resolves.toEqual({ version: 2 });
    await other.supersede(key, 3);
    await expect(cache.get(key)).resolves.toBeUndefined();
    expect(cache.isShared).toBe(true);
  });

  it('is really in Redis, under a name that tells whose it is', async () => {
    await cache.set(key, { version: 2 }, 60);
    const names = await redis.keys(`*${key}*`);
    expect(names).toEqual([expect.stringContaining('order-processing')]);
  });

  it('ends each copy after its lifetime, give or take a tenth', async () => {
    await cache.set(key, { version: 2 }, 10_000);
    const leftMs = await lifetimeOf(key);
    expect(leftMs).toBeGreaterThan(10_000 * 880);
    expect(leftMs).toBeLessThanOrEqual(10_000 * 1100);
  });

  it('does not end all copies that were made together at the same moment', async () => {
    const ends = await Promise.all(
      Array.from({ length: 10 }, async (_, index) => {
        await cache.set(`${key}:${index}`, { version: 1 }, 10_000_000);
        return Math.round((await lifetimeOf(`${key}:${index}`)) / 60_000);
      }),
    );
    expect(new Set(ends).size).toBeGreaterThan(1);
  });

  it('does not let the end of a copy end what superseded it', async () => {
    await cache.set(key, { version: 1 }, 3600);
    await cache.supersede(key, 2);
    const leftMs = await lifetimeOf(key);
    expect(leftMs).toBeGreaterThan(0);
    expect(leftMs).toBeLessThanOrEqual(60_000);
  });

  it('heeds only what it can read of what others left under its names', async () => {
    await redis.set(`order-processing:${key}`, 'no entry at all');
    await cache.set(key, { version: 1 }, 60);
    await expect(cache.get(key)).resolves.toEqual({ version: 1 });
  });

  async function lifetimeOf(key: string): Promise<number> {
    const [name = ''] = await redis.keys(`*${key}`);
    return redis.pttl(name);
  }
});

describe('a cache in the process', () => {
  afterEach(() => jest.useRealTimers());

  it('is in this process alone', async () => {
    const [one, other] = [caches.open(inProcess), caches.open(inProcess)];
    await one.set(key, { version: 1 }, 60);
    await expect(other.get(key)).resolves.toBeUndefined();
    await expect(one.isUp()).resolves.toBeUndefined();
    expect(one.isShared).toBe(false);
  });

  it('ends each copy after its lifetime, give or take a tenth', async () => {
    jest.useFakeTimers({ now: 0 });
    const cache = caches.open(inProcess);
    await cache.set(key, { version: 1 }, 10);
    jest.setSystemTime(8999);
    await expect(cache.get(key)).resolves.toEqual({ version: 1 });
    jest.setSystemTime(11_001);
    await expect(cache.get(key)).resolves.toBeUndefined();
  });

  it('keeps superseded copies out for a minute', async () => {
    jest.useFakeTimers({ now: 0 });
    const cache = caches.open(inProcess);
    await cache.supersede(key, 2);
    jest.setSystemTime(59_999);
    await cache.set(key, { version: 1 }, 60);
    await expect(cache.get(key)).resolves.toBeUndefined();
    jest.setSystemTime(60_001);
    await cache.set(key, { version: 1 }, 60);
    await expect(cache.get(key)).resolves.toEqual({ version: 1 });
  });

  it('hands out copies that nobody else has in their hands', async () => {
    const cache = caches.open(inProcess);
    const kept = { version: 1, items: ['as it was'] };
    await cache.set(key, kept, 60);
    kept.items.push('changed by who put it there');
    const copy = (await cache.get(key)) as typeof kept;
    copy.items.push('changed by who got it');
    await expect(cache.get(key)).resolves.toEqual({ version: 1, items: ['as it was'] });
  });

  it('forgets the oldest rather than grow without end', async () => {
    const cache = caches.open(inProcess);
    for (let i = 0; i <= 10_000; i += 1) {
      await cache.set(`key-${i}`, { version: 1 }, 60);
    }
    await expect(cache.get('key-0')).resolves.toBeUndefined();
    await expect(cache.get('key-10000')).resolves.toEqual({ version: 1 });
  });
});
