import { Redis } from 'ioredis';
import { eventually } from '../../../../test/support/eventually';
import { inProcess, inRedis, patientMs } from '../../test/open-caches';
import { aRule, OpenRateLimits, passed } from '../../test/open-rate-limits';
import { RateLimit } from './rate-limit';
import { RateLimits } from './rate-limits';

const open = new OpenRateLimits();
let redis: Redis;

beforeAll(() => {
  redis = new Redis({ host: inRedis.REDIS_HOST, port: Number(inRedis.REDIS_PORT) });
});
afterAll(() => redis.quit());
afterAll(() => open.close());

describe.each([
  ['in Redis', inRedis],
  ['in the process', inProcess],
])('a limit %s', (_where, variables) => {
  let limits: RateLimits;
  let rule: RateLimit;

  beforeAll(async () => {
    limits = await aProcess(variables);
  });
  beforeEach(() => {
    rule = aRule(3);
  });

  it('says what is left, and for how long', async () => {
    const { resetSeconds, ...allowance } = await limits.take(rule, 'ann');
    expect(allowance).toEqual({ rule, taken: 1, remaining: 2, isExceeded: false });
    expect([59, 60]).toContain(resetSeconds);
    await expect(passed(2, rule, 'ann', limits)).resolves.toBe(2);
    await expect(limits.take(rule, 'ann')).resolves.toMatchObject({ taken: 4, remaining: 0, isExceeded: true });
  });

  it('counts each key and each rule by itself', async () => {
    await expect(passed(5, rule, 'ann', limits)).resolves.toBe(3);
    await expect(passed(5, rule, 'bob', limits)).resolves.toBe(3);
    await expect(passed(5, aRule(4), 'ann', limits)).resolves.toBe(4);
  });

  it('lets through again when its window is over', async () => {
    rule = aRule(1, 1);
    await expect(passed(2, rule, 'ann', limits)).resolves.toBe(1);
    await eventually(async () => expect(await limits.take(rule, 'ann')).toMatchObject({ taken: 1, isExceeded: false }));
  });

  it('takes back what should not count, and never more than was counted', async () => {
    await expect(passed(3, rule, 'ann', limits)).resolves.toBe(3);
    await limits.giveBack(rule, 'ann');
    await expect(limits.take(rule, 'ann')).resolves.toMatchObject({ taken: 3, isExceeded: false });
    await Promise.all(Array.from({ length: 9 }, () => limits.giveBack(rule, 'ann')));
    await expect(passed(9, rule, 'ann', limits)).resolves.toBe(3);
  });

  it('begins anew once forgotten', async () => {
    await passed(9, rule, 'ann', limits);
    await limits.forget(rule, 'ann');
    await expect(passed(9, rule, 'ann', limits)).resolves.toBe(3);
  });

  it('lets nothing through while it is blocked, whatever was counted', async () => {
    await limits.block(rule, 'ann', 900);
    const { isExceeded, remaining, resetSeconds } = await limits.take(rule, 'ann');
    expect({ isExceeded, remaining }).toEqual({ isExceeded: true, remaining: 0 });
    expect([899, 900]).toContain(resetSeconds);
    await limits.forget(rule, 'ann');
    await expect(passed(9, rule, 'ann', limits)).resolves.toBe(3);
  });

  it('that is blocked for less than a second is not blocked for ever', async () => {
    await limits.block(rule, 'ann', 0.1);
    await eventually(async () => expect(await limits.take(rule, 'ann')).toMatchObject({ isExceeded: false }));
  });
});

describe('processes', () => {
  let here: RateLimits;
  let there: RateLimits;

  beforeAll(async () => {
    [here, there] = [await aProcess(inRedis), await aProcess(inRedis)];
  });

  it('share one limit, to the last one of 1000 at once', async () => {
    const others = await Promise.all([aProcess(inRedis), aProcess(inRedis)]);
    await expect(passed(1000, aRule(300), 'ann', here, there, ...others)).resolves.toBe(300);
  });

  it('share what is given back, forgotten and blocked', async () => {
    const rule = aRule(3);
    await passed(3, rule, 'ann', here, there);
    await here.giveBack(rule, 'ann');
    await expect(passed(2, rule, 'ann', there)).resolves.toBe(1);
    await here.forget(rule, 'ann');
    await expect(passed(9, rule, 'ann', there)).resolves.toBe(3);
    await here.forget(rule, 'ann');
    await here.block(rule, 'ann', 900);
    const { isExceeded, resetSeconds } = await there.take(rule, 'ann');
    expect(isExceeded).toBe(true);
    expect([899, 900]).toContain(resetSeconds);
  });

  it('leave short keys in Redis that end by themselves and name nobody', async () => {
    const rule = aRule(3);
    await here.take(rule, `${'x'.repeat(10_000)}@example.com`);
    await here.block(rule, 'ann@example.com', 900);
    const keys = await redis.keys(`*${rule.name}*`);
    expect(keys).toHaveLength(2);
    for (const key of keys) {
      expect(key).toMatch(/^limit:test-[\da-f-]{36}:[\w-]{22}$/);
      expect(await redis.ttl(key)).toBeGreaterThan(0);
    }
  });

  it('that are told so count nothing', async () => {
    const limits = open.open({ ...inRedis, RATE_LIMIT: 'off' });
    const rule = aRule(3);
    await expect(passed(9, rule, 'ann', limits)).resolves.toBe(9);
    await limits.block(rule, 'ann', 900);
    await expect(limits.take(rule, 'ann')).resolves.toMatchObject({ taken: 0, remaining: 3, isExceeded: false });
    await expect(redis.keys(`*${rule.name}*`)).resolves.toEqual([]);
  });
});

/** A process never waits for Redis, so the first connection must: until then it counts alone. */
async function aProcess(variables: typeof inRedis | typeof inProcess): Promise<RateLimits> {
  const limits = open.open(variables, patientMs);
  const [rule, key] = [aRule(1), 'anybody'];
  await eventually(async () => {
    await limits.take(rule, key);
    expect(await redis.keys(`*${rule.name}*`)).toHaveLength('REDIS_HOST' in variables ? 1 : 0);
  });
  return limits;
}
