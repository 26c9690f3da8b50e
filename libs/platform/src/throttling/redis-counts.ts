import { Redis } from 'ioredis';
import { RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import { Count } from './local-counts';
import { RateLimit } from './rate-limit';

/**
 * Counts below nothing would let more pass than the limit: what comes too late is not given back. A block that is
 * forgotten leaves no window behind that is longer than usual.
 */
const countInOneStep = `
  redis.call('SET', KEYS[1], 0, 'EX', ARGV[2], 'NX')
  local taken = redis.call('INCRBY', KEYS[1], ARGV[1])
  if taken < 0 then
    taken = redis.call('INCRBY', KEYS[1], -taken)
    if redis.call('TTL', KEYS[1]) > tonumber(ARGV[2]) then
      redis.call('EXPIRE', KEYS[1], ARGV[2])
    end
  end
  return { taken, redis.call('PTTL', KEYS[1]) }`;

const allThereIs = 1_000_000_000;

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

  giveBack(key: string): Promise<Count | undefined> {
    return this.counted(() => this.limiter.reward(key));
  }

  /** The window stays, or the other processes would take it for one that Redis has lost. */
  forget(key: string): Promise<Count | undefined> {
    return this.counted(() => this.limiter.reward(key, allThereIs));
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
