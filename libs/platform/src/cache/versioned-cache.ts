import { Injectable, OnApplicationShutdown } from '@nestjs/common';
import { Redis } from 'ioredis';
import { Config } from '../config/config';
import { copyOf, Versioned } from './entry';
import { InProcessEntries } from './in-process-entries';
import { createRedisClient } from './redis-client';
import { RedisEntries } from './redis-entries';

/**
 * Copies of JSON values for a while, each of one version: in Redis, or in this process where there is no Redis.
 * Never fails: a cache that is away holds nothing. A Redis that does not answer costs a caller 100 ms once, then nothing.
 */
@Injectable()
export class VersionedCache implements OnApplicationShutdown {
  private readonly redis: Redis | undefined;
  private readonly entries: RedisEntries | InProcessEntries;

  constructor(config: Config, commandTimeoutMs?: number) {
    this.redis = config.REDIS_HOST ? createRedisClient(config, commandTimeoutMs) : undefined;
    this.entries = this.redis ? new RedisEntries(this.redis) : new InProcessEntries();
  }

  /** Whether other processes have the same copies. Where they have not, `supersede` reaches this process's only. */
  get isShared(): boolean {
    return this.redis !== undefined;
  }

  /** Whether it answers; `undefined` where there is no Redis to ask. */
  async isUp(): Promise<boolean | undefined> {
    return this.redis?.ping().then(
      () => true,
      () => false,
    );
  }

  async get(key: string): Promise<unknown> {
    return (await this.entries.get(key))?.copy;
  }

  /**
   * Keeps a copy, unless a newer one is held or `supersede` asked for a newer one. Lifetimes differ by up to a tenth,
   * so that copies made together do not all end together.
   */
  async set(key: string, value: Versioned, ttlSeconds: number): Promise<void> {
    await this.entries.put(key, copyOf(value), Math.round(ttlSeconds * 1000 * (0.9 + Math.random() / 5)));
  }

  /**
   * From now on no copy older than `version` is handed out, and for 60 s none is taken, however late a slow reader
   * brings it. If Redis is away this holds in this process at once, in the others as soon as Redis answers again.
   */
  async supersede(key: string, version: number): Promise<void> {
    await this.entries.supersede(key, version);
  }

  onApplicationShutdown(): void {
    this.redis?.disconnect();
  }
}
