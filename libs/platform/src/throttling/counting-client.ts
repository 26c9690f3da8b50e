import { Redis } from 'ioredis';
import { Coalescer } from '../lifecycle/coalescer';
import { StayingAway } from './staying-away';

const stepsAtOnce = 100;

/** A count below nothing would let more pass than the limit: what comes too late is not given back. */
const count = `
  local counts = {}
  for i, key in ipairs(KEYS) do
    redis.call('SET', key, 0, 'EX', ARGV[2 * i], 'NX')
    local taken = redis.call('INCRBY', key, ARGV[2 * i - 1])
    if taken < 0 then
      taken = redis.call('INCRBY', key, -taken)
    end
    counts[i] = { taken, redis.call('PTTL', key) }
  end
  return counts`;

/** How much is taken under a key, and for how many seconds that counts if it is the first. */
interface Step {
  readonly key: string;
  readonly points: string;
  readonly seconds: string;
}

/** Points taken, and the milliseconds until they count no more. */
type Counted = readonly [taken: number, msLeft: number];
type CountingRedis = Redis & { count(keys: number, ...keysAndPoints: string[]): Promise<Counted[]> };

/**
 * The client that `rate-limiter-flexible` counts with. All that is counted in the same turn of the loop is one command:
 * a command for each request would cost more than all the rest of counting. Fails at once while Redis is away.
 */
export class CountingClient {
  private readonly steps = new Coalescer((steps: readonly Step[]) => this.count(steps), { largest: stepsAtOnce });

  constructor(
    private readonly redis: Redis,
    private readonly away: StayingAway,
  ) {
    redis.defineCommand('count', { lua: count });
  }

  /** The library's one step of counting. */
  rlflxIncr([key = '', points = '', seconds = '']: readonly string[]): Promise<Counted> {
    return this.steps.add({ key, points, seconds });
  }

  del(key: string): Promise<number> {
    return this.away.attempt(() => this.redis.del(key));
  }

  multi(): ReturnType<Redis['multi']> {
    return this.redis.multi();
  }

  private count(steps: readonly Step[]): Promise<Counted[]> {
    const keys = steps.map(({ key }) => key);
    const points = steps.flatMap((step) => [step.points, step.seconds]);
    return this.away.attempt(() => (this.redis as CountingRedis).count(keys.length, ...keys, ...points));
  }
}
