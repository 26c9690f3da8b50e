import { Redis } from 'ioredis';
import { RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import { Count } from './local-counts';
import { RateLimit } from './rate-limit';

/** A count below nothing would let more pass than the limit: what comes too late is not given back. */
const countInOneStep = `
  redis.call('SET', KEYS[1], 0, 'EX', ARGV[2], 'NX')
  local taken = redis.call('INCRBY', KEYS[1], ARGV[1])
  if taken < 0 then
    taken = redis.call('INCRBY', KEYS[1], -taken)
  end
  return { taken, redis.call('PTTL', KEYS[1]) }`;

/**
 * The counts of one rule in Redis, shared by all processes; each change is one atomic step there. Undefined where Redis
 * failed or is away: then nothing is known of the count.
 */
export class RedisCounts {
  private readonly limiter: RateLimiterRedis;

  constructor(
    client: Redis,
    private readonly whenUp: <T>(command: () => Promise<T>) => Promise<T | undefined>,
    { name, limit, seconds }: RateLimit,
  ) {
    this.limiter = new RateLimiterRedis({
      storeClient: client,
      keyPrefix: `limit:${name}`,
      points: limit,
      duration: seconds,
      customIncrTtlLuaScript: countInOneStep,
    });
  }

  take(key: string): Promise<Count | undefined> {
    return this.counted(() => this.limiter.penalty(key));
  }

  async giveBack(key: string): Promise<void> {
    await this.whenUp(() => this.limiter.reward(key));
  }

  async forget(key: string): Promise<void> {
    await this.whenUp(() => this.limiter.delete(key));
  }

  block(key: string, seconds: number): Promise<Count | undefined> {
    return this.counted(() => this.limiter.block(key, seconds));
  }

  /** The end is reckoned from before the question, so that here a window never outlives itself. */
  private counted(command: () => Promise<RateLimiterRes>): Promise<Count | undefined> {
    const asked = performance.now();
    return this.whenUp(async () => {
      const { consumedPoints, msBeforeNext } = await command();
      return { taken: consumedPoints, endsAt: asked + msBeforeNext };
    });
  }
}
