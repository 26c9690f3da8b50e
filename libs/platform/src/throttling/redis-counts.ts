import { RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import { CountingClient } from './counting-client';
import { Count } from './local-counts';
import { RateLimit } from './rate-limit';
import { StayingAway } from './staying-away';

/**
 * The counts of one rule in Redis, shared by all processes; each change is one atomic step there. Never fails: undefined
 * says that Redis did not answer, or is not asked because it did not a moment ago.
 */
export class RedisCounts {
  private readonly limiter: RateLimiterRedis;

  constructor(
    client: CountingClient,
    private readonly away: StayingAway,
    { name, limit, seconds }: RateLimit,
  ) {
    this.limiter = new RateLimiterRedis({ storeClient: client, keyPrefix: `limit:${name}`, points: limit, duration: seconds });
  }

  take(key: string): Promise<Count | undefined> {
    return this.counted(() => this.limiter.penalty(key));
  }

  giveBack(key: string): Promise<unknown> {
    return this.unlessAway(() => this.limiter.reward(key));
  }

  forget(key: string): Promise<unknown> {
    return this.unlessAway(() => this.limiter.delete(key));
  }

  block(key: string, seconds: number): Promise<Count | undefined> {
    return this.counted(() => this.away.attempt(() => this.limiter.block(key, seconds)));
  }

  /** The end is reckoned from before the question, so that here a window never outlives itself. */
  private async counted(command: () => Promise<RateLimiterRes>): Promise<Count | undefined> {
    const asked = performance.now();
    const answer = await this.unlessAway(command);
    return answer && { taken: answer.consumedPoints, endsAt: asked + answer.msBeforeNext };
  }

  private async unlessAway<T>(command: () => Promise<T>): Promise<T | undefined> {
    return this.away.isAway ? undefined : command().catch(() => undefined);
  }
}
