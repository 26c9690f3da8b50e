import { Injectable, OnApplicationShutdown } from '@nestjs/common';
import { Redis } from 'ioredis';
import { Config } from '../config/config';
import { CacheTally } from './cache-tally';
import { copyOf, Versioned, VersionedText } from './entry';
import { InProcessEntries } from './in-process-entries';
import { createRedisClient } from './redis-client';
import { RedisEntries } from './redis-entries';

/** Nobody sees these copies change, but what is taken out of the database by hand must not be shown for ever. */
const finalTtlMs = 600_000;

/**
 * Copies for a while, each of one version: in Redis, or in this process where there is no Redis, or of what cannot
 * change any more. Never fails: a cache that is away holds nothing. A Redis that does not answer costs a caller
 * 100 ms once, then nothing.
 */
@Injectable()
export class VersionedCache implements OnApplicationShutdown {
  /** Of all that this process asked and brought, wherever the copies are. */
  readonly tally = new CacheTally();
  private readonly redis: Redis | undefined;
  private readonly near = new InProcessEntries(this.tally);
  private readonly shared: RedisEntries | undefined;

  constructor(config: Config, commandTimeoutMs?: number) {
    this.redis = config.REDIS_HOST ? createRedisClient(config, commandTimeoutMs) : undefined;
    this.shared = this.redis && new RedisEntries(this.redis, this.tally);
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

  /** A value that `set` kept. */
  async get(key: string): Promise<unknown> {
    const text = await this.getText(key);
    return text === undefined ? undefined : JSON.parse(text);
  }

  /** A text that `setText` or `setFinalText` kept, as it was. */
  getText(key: string): Promise<string | undefined> {
    const copy = this.near.get(key)?.copy;
    if (copy === undefined && this.shared) {
      return this.shared.get(key);
    }
    this.tally.lookedUp(copy);
    return Promise.resolve(copy);
  }

  /** Like `setText`, for a value that JSON can tell. */
  async set(key: string, value: Versioned, ttlSeconds: number): Promise<void> {
    await this.setText(key, { version: value.version, text: JSON.stringify(value) }, ttlSeconds);
  }

  /**
   * Keeps a copy, unless a newer one is held or `supersede` asked for a newer one. Lifetimes differ by up to a tenth,
   * so that copies made together do not all end together.
   */
  async setText(key: string, text: VersionedText, ttlSeconds: number): Promise<void> {
    const [entry, ttlMs] = [copyOf(text), varied(ttlSeconds * 1000)];
    if (this.shared) {
      await this.shared.put(key, entry, ttlMs);
    } else {
      this.near.put(key, entry, ttlMs);
    }
  }

  /** The same for the last version there will ever be: this process keeps it for ten minutes, in front of Redis. */
  async setFinalText(key: string, text: VersionedText, ttlSeconds: number): Promise<void> {
    this.near.put(key, copyOf(text), varied(finalTtlMs));
    await this.shared?.put(key, copyOf(text), varied(ttlSeconds * 1000));
  }

  /**
   * From now on no copy older than `version` is handed out, and for 60 s none is taken, however late a slow reader
   * brings it. If Redis is away this holds in this process at once, in the others as soon as Redis answers again.
   */
  async supersede(key: string, version: number): Promise<void> {
    this.near.supersede(key, version);
    await this.shared?.supersede(key, version);
  }

  onApplicationShutdown(): void {
    this.redis?.disconnect();
  }
}

function varied(ttlMs: number): number {
  return Math.round(ttlMs * (0.9 + Math.random() / 5));
}
