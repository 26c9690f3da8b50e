import { hash } from 'node:crypto';
import { Injectable, OnApplicationShutdown } from '@nestjs/common';
import { Redis } from 'ioredis';
import { createRedisClient } from '../cache/redis-client';
import { Config } from '../config/config';
import { CountingClient } from './counting-client';
import { Count, LocalCounts } from './local-counts';
import { Allowance, RateLimit } from './rate-limit';
import { RedisCounts } from './redis-counts';
import { StayingAway } from './staying-away';

const hashLength = 22;

interface Counts {
  readonly local: LocalCounts;
  readonly shared: RedisCounts | undefined;
}

/**
 * Counts how often something is done, in Redis for all processes together. Where there is no Redis, or it does not
 * answer within 100 ms, this process goes on counting alone from what it knows: no limit ever ends with Redis. Never
 * fails. With `RATE_LIMIT=off` nothing is counted.
 */
@Injectable()
export class RateLimits implements OnApplicationShutdown {
  readonly isOff: boolean;
  private readonly redis: Redis | undefined;
  private readonly sharedOf: (rule: RateLimit) => RedisCounts | undefined;
  private readonly counts = new Map<string, Counts>();

  constructor(config: Config, commandTimeoutMs?: number) {
    this.isOff = config.RATE_LIMIT === 'off';
    this.redis = config.REDIS_HOST && !this.isOff ? createRedisClient(config, commandTimeoutMs) : undefined;
    this.sharedOf = this.redis ? countsIn(this.redis) : () => undefined;
  }

  /** Counts first, then says, so that of many at once only as many pass as may. The window begins with the first take. */
  async take(rule: RateLimit, key: string): Promise<Allowance> {
    if (this.isOff) {
      return allowance(rule, { taken: 0, endsAt: 0 });
    }
    const [id, { local, shared }] = [hashed(key), this.countsOf(rule)];
    const told = await shared?.take(id);
    return allowance(rule, told ? local.learn(id, told) : local.take(id));
  }

  /** Takes one `take` back, of something that should not count after all. */
  async giveBack(rule: RateLimit, key: string): Promise<void> {
    const [id, { local, shared }] = [hashed(key), this.countsOf(rule)];
    if (!this.isOff) {
      local.giveBack(id);
      await shared?.giveBack(id);
    }
  }

  /** The count begins anew. While Redis is away that is so in this process only. */
  async forget(rule: RateLimit, key: string): Promise<void> {
    const [id, { local, shared }] = [hashed(key), this.countsOf(rule)];
    if (!this.isOff) {
      local.forget(id);
      await shared?.forget(id);
    }
  }

  /** For so many seconds from now, at least one, every take is exceeded, whatever was counted before. */
  async block(rule: RateLimit, key: string, seconds: number): Promise<void> {
    if (this.isOff) {
      return;
    }
    const [id, { local, shared }] = [hashed(key), this.countsOf(rule)];
    const wholeSeconds = Math.max(1, Math.ceil(seconds));
    const told = await shared?.block(id, wholeSeconds);
    const blocked = { taken: rule.limit + 1, endsAt: performance.now() + wholeSeconds * 1000 };
    local.set(id, told ?? blocked, told !== undefined);
  }

  onApplicationShutdown(): void {
    this.redis?.disconnect();
  }

  private countsOf(rule: RateLimit): Counts {
    return this.counts.get(rule.name) ?? this.begin(rule);
  }

  private begin(rule: RateLimit): Counts {
    const counts = { local: new LocalCounts(rule.seconds * 1000), shared: this.sharedOf(rule) };
    this.counts.set(rule.name, counts);
    return counts;
  }
}

function countsIn(redis: Redis): (rule: RateLimit) => RedisCounts {
  const away = new StayingAway(() => redis.ping());
  const client = new CountingClient(redis, away);
  return (rule) => new RedisCounts(client, away, rule);
}

function allowance(rule: RateLimit, { taken, endsAt }: Count): Allowance {
  return {
    rule,
    taken,
    remaining: Math.max(0, rule.limit - taken),
    resetSeconds: Math.max(1, Math.ceil((endsAt - performance.now()) / 1000)),
    isExceeded: taken > rule.limit,
  };
}

/** Keys may be as long as what a caller sent, and personal: neither comes into Redis or stays in memory. */
function hashed(key: string): string {
  return hash('sha256', key, 'base64url').slice(0, hashLength);
}
