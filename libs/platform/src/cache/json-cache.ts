import { Injectable, OnApplicationShutdown } from '@nestjs/common';
import { Cache, CacheManagerStore, createCache, KeyvAdapter } from 'cache-manager';
import { redisInsStore } from 'cache-manager-ioredis-yet';
import { Redis } from 'ioredis';
import { Keyv } from 'keyv';
import { Config } from '../config/config';
import { createRedisClient } from './redis-client';

/** Without Redis another process cannot drop this process's copies, so they must not live long. */
const inProcessTtlMs = 2000;
const maxInProcessEntries = 10_000;

/**
 * Copies of JSON values for a while: in Redis, shared by all processes, or in this process where there is no Redis.
 * Never fails: a cache that is away is a cache that holds nothing.
 */
@Injectable()
export class JsonCache implements OnApplicationShutdown {
  private readonly redis: Redis | undefined;
  private readonly cache: Cache;

  constructor(config: Config) {
    this.redis = config.REDIS_HOST ? createRedisClient(config) : undefined;
    this.cache = createCache({ stores: [this.redis ? redisStore(this.redis) : inProcessStore()] });
  }

  /** Whether it answers; `undefined` where there is no Redis to ask. */
  async isUp(): Promise<boolean | undefined> {
    return this.redis?.ping().then(
      () => true,
      () => false,
    );
  }

  async get(key: string): Promise<unknown> {
    return this.cache.get(key).catch(() => undefined);
  }

  /** Lifetimes differ by up to a tenth, so that entries made together do not all end together. */
  async set(key: string, value: unknown, ttlSeconds: number): Promise<void> {
    const ttlMs = this.redis ? Math.round(ttlSeconds * 1000 * (0.9 + Math.random() / 5)) : inProcessTtlMs;
    await this.cache.set(key, value, ttlMs).catch(() => undefined);
  }

  async delete(key: string): Promise<void> {
    await this.cache.del(key).catch(() => undefined);
  }

  onApplicationShutdown(): void {
    this.redis?.disconnect();
  }
}

/**
 * Through KeyvAdapter, whose envelope keeps the store from reviving text such as `_function_…` as code.
 * The store's types are of an older cache-manager; the adapter takes exactly what it has.
 */
function redisStore(client: Redis): Keyv {
  const store = redisInsStore(client) as unknown as CacheManagerStore;
  return quiet(new Keyv({ store: new KeyvAdapter(store), namespace: 'order-processing' }));
}

function inProcessStore(): Keyv {
  return quiet(new Keyv({ store: new BoundedMap(maxInProcessEntries) }));
}

/** The client reports its own errors, once; the store would repeat them for every call. */
function quiet(keyv: Keyv): Keyv {
  return keyv.on('error', () => undefined);
}

/** A Map that forgets its oldest entry when it is full. */
class BoundedMap extends Map<string, unknown> {
  constructor(private readonly capacity: number) {
    super();
  }

  override set(key: string, value: unknown): this {
    const [oldest] = this.keys();
    if (this.size >= this.capacity && !this.has(key) && oldest !== undefined) {
      this.delete(oldest);
    }
    return super.set(key, value);
  }
}
