import { randomUUID } from 'node:crypto';
import { Logger } from '@nestjs/common';
import { eventually } from '../../../../test/support/eventually';
import { closedPort } from '../../test/closed-port';
import { FreezableProxy } from '../../test/freezable-proxy';
import { inRedis, OpenCaches } from '../../test/open-caches';
import { VersionedCache } from './versioned-cache';

const caches = new OpenCaches();
const commandTimeoutMs = 100;
let key: string;

beforeAll(() => Logger.overrideLogger(false));
beforeEach(() => {
  key = `test:${randomUUID()}`;
});
afterEach(() => caches.close());

describe('a cache whose Redis is not there', () => {
  it('holds nothing and fails nobody', async () => {
    const cache = caches.open({ REDIS_HOST: '127.0.0.1', REDIS_PORT: String(await closedPort()) });
    await expect(cache.isUp()).resolves.toBe(false);
    await holdsNothing(cache);
  });
});

describe('a cache whose Redis freezes', () => {
  let proxy: FreezableProxy;
  /** Of this process, whose way to Redis freezes. */
  let cache: VersionedCache;
  /** Of another process, which reaches Redis all the time. */
  let other: VersionedCache;

  beforeEach(async () => {
    proxy = new FreezableProxy(inRedis.REDIS_HOST ?? '', Number(inRedis.REDIS_PORT));
    const throughProxy = { REDIS_HOST: '127.0.0.1', REDIS_PORT: String(await proxy.start()) };
    cache = await caches.connect(throughProxy, commandTimeoutMs);
    other = await caches.connect(inRedis);
    await isInUse(cache);
  });
  afterEach(() => proxy.stop());

  it('holds nothing and fails nobody', async () => {
    proxy.freeze();
    await expect(cache.isUp()).resolves.toBe(false);
    await holdsNothing(cache);
  });

  it('makes one command wait, then none, while a ping now and then looks whether it is back', async () => {
    proxy.freeze();
    for (let i = 0; i < 100; i += 1) {
      await holdsNothing(cache);
    }
    await eventually(async () => expect(waiting()).toContain('ping'));
    await holdsNothing(cache);
    expect(waiting().filter((command) => command !== 'ping').length).toBeLessThanOrEqual(1);
  });

  it('is used again after the thaw', async () => {
    proxy.freeze();
    await holdsNothing(cache);
    proxy.thaw();
    await isInUse(cache);
  });

  it('never hands out again what was superseded meanwhile, and lets all others know', async () => {
    const keys = Array.from({ length: 500 }, (_, index) => `${key}:${index}`);
    await Promise.all(keys.map((one) => other.set(one, { version: 1 }, 60)));
    await freezeAndNotice();
    await Promise.all(keys.map((one) => cache.supersede(one, 2)));
    proxy.thaw();
    const seen: unknown[] = [];
    await isInUse(cache, async () => seen.push(await cache.get(`${key}:0`), await cache.get(`${key}:499`)));
    expect(seen.filter((copy) => copy !== undefined)).toEqual([]);
    await expect(Promise.all(keys.map((one) => other.get(one)))).resolves.toEqual(keys.map(() => undefined));
  });

  it('remembers the newest of the versions that it could not tell', async () => {
    await freezeAndNotice();
    await cache.supersede(key, 3);
    await cache.supersede(key, 2);
    proxy.thaw();
    await isInUse(cache);
    await other.set(key, { version: 2 }, 60);
    await expect(other.get(key)).resolves.toBeUndefined();
    await other.set(key, { version: 3 }, 60);
    await expect(other.get(key)).resolves.toEqual({ version: 3 });
  });

  it('does no harm with a copy that reaches Redis only after the thaw', async () => {
    proxy.freeze();
    await cache.set(key, { version: 1 }, 60);
    await eventually(async () => expect(waiting()).toContain('evalsha'));
    await other.supersede(key, 2);
    proxy.thaw();
    await isInUse(cache);
    await expect(other.get(key)).resolves.toBeUndefined();
  });

  /** What the cache is asked next does not even reach the frozen connection. */
  async function freezeAndNotice(): Promise<void> {
    proxy.freeze();
    await cache.get(key);
  }

  function waiting(): string[] {
    return [...proxy.waitingRequests.matchAll(/\*\d+\r\n\$\d+\r\n(\w+)\r\n/g)].map(([, name = '']) => name);
  }
});

async function holdsNothing(cache: VersionedCache): Promise<void> {
  const key = `test:${randomUUID()}`;
  await expect(cache.get(key)).resolves.toBeUndefined();
  await expect(cache.set(key, { version: 2 }, 60)).resolves.toBeUndefined();
  await expect(cache.supersede(key, 3)).resolves.toBeUndefined();
  await expect(cache.get(key)).resolves.toBeUndefined();
}

/** A command that was slow once keeps the cache away for a moment, so that it may take several tries. */
async function isInUse(cache: VersionedCache, beforeEachTry: () => Promise<unknown> = async () => undefined): Promise<void> {
  const key = `test:${randomUUID()}`;
  await eventually(async () => {
    await beforeEachTry();
    await cache.set(key, { version: 1 }, 60);
    expect(await cache.get(key)).toEqual({ version: 1 });
  });
}
