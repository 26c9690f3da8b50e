import { Logger } from '@nestjs/common';
import { Redis } from 'ioredis';
import { OwnStack } from '../../../../test/faults/rig/own-stack';
import { eventually } from '../../../../test/support/eventually';
import { closedPort } from '../../test/closed-port';
import { FreezableProxy } from '../../test/freezable-proxy';
import { patientMs } from '../../test/open-caches';
import { aRule, OpenRateLimits, passed } from '../../test/open-rate-limits';
import { RateLimit } from './rate-limit';
import { RateLimits } from './rate-limits';

const open = new OpenRateLimits();
const commandTimeoutMs = 100;

beforeAll(() => Logger.overrideLogger(false));
afterAll(() => open.close());

describe('limits whose Redis is not there', () => {
  it('hold in the process, from the first request on', async () => {
    const limits = open.open({ REDIS_HOST: '127.0.0.1', REDIS_PORT: String(await closedPort()) });
    const rule = aRule(3);
    await expect(passed(100, rule, 'ann', limits)).resolves.toBe(3);
    await limits.forget(rule, 'ann');
    await limits.giveBack(rule, 'ann');
    await limits.block(rule, 'ann', 900);
    await expect(passed(100, rule, 'ann', limits)).resolves.toBe(0);
  });
});

describe('limits whose Redis', () => {
  let stack: OwnStack;
  let redis: Redis;
  let proxy: FreezableProxy;
  /** Of this process, whose way to Redis freezes. */
  let limits: RateLimits;
  /** Of another process, which reaches Redis as long as there is one. */
  let others: RateLimits;
  /** Of two processes that take no slow answer for an outage. */
  let patient: readonly RateLimits[];
  let rule: RateLimit;

  beforeAll(async () => {
    stack = await OwnStack.start('redis');
    const { REDIS_HOST = '', REDIS_PORT = '' } = stack.environment;
    redis = new Redis({ host: REDIS_HOST, port: Number(REDIS_PORT) }).on('error', () => undefined);
    proxy = new FreezableProxy(REDIS_HOST, Number(REDIS_PORT));
    limits = open.open({ REDIS_HOST: '127.0.0.1', REDIS_PORT: String(await proxy.start()) }, commandTimeoutMs);
    others = open.open({ REDIS_HOST, REDIS_PORT }, commandTimeoutMs);
    patient = [1, 2].map(() => open.open({ REDIS_HOST, REDIS_PORT }, patientMs));
  });
  beforeEach(async () => {
    await countTogether(limits, others);
    await countTogether(...patient);
    rule = aRule(10);
  });
  afterEach(() => proxy.thaw());
  afterAll(async () => {
    redis.disconnect();
    open.close();
    await proxy.stop();
    await stack.stop();
  });

  it('freezes go on in the process, from what was known', async () => {
    await eventually(async () => {
      rule = aRule(10);
      await passed(4, rule, 'ann', others);
      await expect(limits.take(rule, 'ann')).resolves.toMatchObject({ taken: 5 });
    });
    proxy.freeze();
    await expect(passed(100, rule, 'ann', limits)).resolves.toBe(5);
  });

  it('freezes make one command wait, then none, while a ping now and then looks whether it is back', async () => {
    proxy.freeze();
    for (let i = 0; i < 100; i += 1) {
      await limits.take(rule, `user ${i}`);
      await limits.giveBack(rule, `user ${i}`);
      await limits.forget(rule, `user ${i}`);
      await limits.block(rule, `user ${i}`, 900);
    }
    await eventually(async () => expect(waiting()).toContain('ping'));
    await limits.take(rule, 'ann');
    expect(waiting().filter((command) => command !== 'ping')).toHaveLength(1);
  });

  it('freezes while somebody is blocked block all the same', async () => {
    proxy.freeze();
    await limits.block(rule, 'ann', 900);
    await expect(passed(100, rule, 'ann', limits)).resolves.toBe(0);
  });

  it('thaws are counted together again, with what was taken meanwhile', async () => {
    proxy.freeze();
    await passed(8, rule, 'ann', limits);
    proxy.thaw();
    await countTogether(limits, others);
    await expect(passed(100, rule, 'ann', limits)).resolves.toBe(2);
  });

  it('is killed let nobody through again, not even when it comes back empty', async () => {
    await expect(passed(20, rule, 'ann', ...patient)).resolves.toBe(10);
    await stack.kill('redis');
    await expect(passed(50, rule, 'ann', ...patient)).resolves.toBe(0);
    await expect(passed(50, rule, 'bob', others)).resolves.toBe(10);
    await stack.restart('redis');
    await countTogether(...patient);
    await expect(passed(50, rule, 'ann', ...patient)).resolves.toBe(0);
  });

  it('is emptied by hand begin anew, and fail nobody', async () => {
    await passed(20, rule, 'ann', ...patient);
    await redis.flushall();
    await redis.script('FLUSH');
    await expect(passed(20, rule, 'ann', ...patient)).resolves.toBe(10);
  });

  function waiting(): string[] {
    return [...proxy.waitingRequests.matchAll(/\*\d+\r\n\$\d+\r\n(\w+)\r\n/g)].map(([, name = '']) => name);
  }

  /** A command that was slow once keeps a process away for a moment, so that it may take several tries. */
  async function countTogether(...processes: readonly RateLimits[]): Promise<void> {
    await eventually(async () => {
      const probe = aRule(1);
      await expect(passed(2, probe, 'anybody', ...processes)).resolves.toBe(1);
      await expect(redis.keys(`*${probe.name}*`)).resolves.toHaveLength(1);
    });
  }
});
