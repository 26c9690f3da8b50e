import { Config, RateLimits } from '@app/platform';
import { LogInAttempts } from './log-in-attempts';

const email = 'ada@example.com';
const home = '192.0.2.17';
let attempts: LogInAttempts;

beforeEach(() => {
  jest.useFakeTimers({ doNotFake: ['nextTick', 'queueMicrotask'] });
  attempts = new LogInAttempts(new RateLimits({ RATE_LIMIT: 'on' } as Config));
});
afterEach(() => jest.useRealTimers());

/** Tries that failed, one after the other. */
async function fail(times: number, address = home, ofEmail: (n: number) => string = () => email): Promise<void> {
  for (let n = 0; n < times; n += 1) {
    await attempts.begin(ofEmail(n), address);
  }
}

function refused(retryAfterSeconds: number) {
  return expect.objectContaining({
    kind: 'too_many_requests',
    code: 'too_many_requests',
    retryAfterSeconds,
  });
}

describe('trying to log in', () => {
  it('has to wait after ten failures, each time twice as long, 15 minutes at most', async () => {
    for (const pause of [15, 30, 60, 120, 240, 480, 900, 900]) {
      await fail(10);
      await expect(attempts.begin(email, home)).rejects.toEqual(refused(pause));
      jest.advanceTimersByTime((pause - 1) * 1000);
      await expect(attempts.begin(email, home)).rejects.toEqual(refused(1));
      jest.advanceTimersByTime(1000);
    }
  });

  it('does not wait longer for asking meanwhile', async () => {
    await fail(10);
    for (let n = 0; n < 50; n += 1) {
      await expect(attempts.begin(email, home)).rejects.toEqual(refused(15));
    }
    jest.advanceTimersByTime(15_000);
    await expect(attempts.begin(email, home)).resolves.toBeDefined();
  });

  it('lets of many tries at once no more than ten through', async () => {
    const tries = await Promise.allSettled(Array.from({ length: 50 }, () => attempts.begin(email, home)));
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(10);
  });

  it('does not wait elsewhere, nor with another e-mail', async () => {
    await fail(10);
    await expect(attempts.begin(email, home)).rejects.toEqual(refused(15));
    await expect(attempts.begin(email, '192.0.2.18')).resolves.toBeDefined();
    await expect(attempts.begin('grace@example.com', home)).resolves.toBeDefined();
  });

  it('counts a network of IPv6 as one', async () => {
    await fail(5, '2001:db8::1');
    await fail(5, '2001:db8::2');
    await expect(attempts.begin(email, '2001:db8::3')).rejects.toEqual(refused(15));
    await expect(attempts.begin(email, '2001:db8:0:1::3')).resolves.toBeDefined();
  });

  it('starts anew once it succeeds', async () => {
    await fail(9);
    await (await attempts.begin(email, home)).forgive();
    await fail(10);
    await expect(attempts.begin(email, home)).rejects.toEqual(refused(15));
  });

  it('stops one network that tries many accounts, a hundred in 15 minutes, and counts no success', async () => {
    for (let n = 0; n < 100; n += 1) {
      await (await attempts.begin(email, home)).forgive();
    }
    await fail(100, home, (n) => `victim-${n}@example.com`);
    await expect(attempts.begin('grace@example.com', home)).rejects.toEqual(refused(900));
    await expect(attempts.begin('grace@example.com', '192.0.2.18')).resolves.toBeDefined();
  });

  it('takes an account for attacked after a hundred failures from anywhere, for a day or until its owner is known', async () => {
    for (let n = 0; n < 100; n += 1) {
      expect(await attempts.begin(email, `198.51.100.${n}`)).toMatchObject({ isUnderAttack: false });
    }
    expect(await attempts.begin(email, home)).toMatchObject({ isUnderAttack: true });
    expect(await attempts.begin('grace@example.com', home)).toMatchObject({ isUnderAttack: false });
    await attempts.forgetFailures(email);
    expect(await attempts.begin(email, home)).toMatchObject({ isUnderAttack: false });
  });
});
