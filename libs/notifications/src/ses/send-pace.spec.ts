import { SendPace } from './send-pace';

let pace: SendPace;
let sent: number[];

beforeEach(() => {
  jest.useFakeTimers();
  pace = new SendPace();
  sent = [];
});
afterEach(() => jest.useRealTimers());

describe('the pace of sending', () => {
  it('is free while the rate is unknown', async () => {
    await asMany(1000);
    expect(sent).toEqual(Array.from({ length: 1000 }, () => 0));
  });

  it('is that of SES: evenly spaced, in the order of asking', async () => {
    pace.limitTo(4);
    const turns = asMany(5);
    await jest.advanceTimersByTimeAsync(1000);
    await turns;
    expect(sent).toEqual([0, 250, 500, 750, 1000]);
  });

  it('saves nothing up over a quiet time', async () => {
    pace.limitTo(4);
    await asMany(1);
    await jest.advanceTimersByTimeAsync(10_000);
    const turns = asMany(2);
    await jest.advanceTimersByTimeAsync(250);
    await turns;
    expect(sent).toEqual([0, 10_000, 10_250]);
  });

  it('lets nobody wait for longer than a lease allows, and keeps no turn for whom it turns away', async () => {
    pace.limitTo(0.1);
    const turns = asMany(2);
    await expect(pace.turn()).rejects.toMatchObject({ kind: 'too_many_requests', code: 'rate_used_up' });
    await jest.advanceTimersByTimeAsync(10_000);
    await turns;
    const next = asMany(1);
    await jest.advanceTimersByTimeAsync(10_000);
    await next;
    expect(sent).toEqual([0, 10_000, 20_000]);
  });

  it('wakes everybody who waits when the process stops, and lets nobody wait after that', async () => {
    pace.limitTo(1);
    await pace.turn();
    const waiting = pace.turn();
    pace.stop();
    await expect(waiting).rejects.toMatchObject({ code: 'rate_used_up' });
    await expect(pace.turn()).rejects.toMatchObject({ code: 'rate_used_up' });
    expect(jest.getTimerCount()).toBe(0);
  });
});

describe('what may be in hand at the same time', () => {
  it.each([
    ['leaves within two seconds', 4, 8],
    ['is one message at least', 0.1, 1],
    ['has a limit, however fast SES is', 5000, 200],
    ['has a limit while the rate is unknown', Infinity, 25],
  ])('%s', (_what, perSecond, atOnce) => {
    pace.limitTo(perSecond);
    expect(pace.atOnce).toBe(atOnce);
  });

  it('is less after SES throttled', () => {
    pace.limitTo(4);
    pace.slowDown();
    expect(pace.atOnce).toBe(4);
  });
});

describe('after SES throttled', () => {
  it('the pace is half for a minute, then what it was', async () => {
    pace.limitTo(4);
    pace.slowDown();
    const slow = asMany(3);
    await jest.advanceTimersByTimeAsync(60_000);
    await slow;
    const fast = asMany(2);
    await jest.advanceTimersByTimeAsync(1000);
    await fast;
    expect(sent).toEqual([500, 1000, 1500, 60_000, 60_250]);
  });

  it('one burst of refusals halves it once, later ones again', async () => {
    pace.limitTo(4);
    pace.slowDown();
    pace.slowDown();
    await jest.advanceTimersByTimeAsync(1000);
    pace.slowDown();
    const turns = asMany(2);
    await jest.advanceTimersByTimeAsync(5000);
    await turns;
    expect(sent).toEqual([2000, 3000]);
  });

  it('there is a pace even if the rate is unknown', async () => {
    pace.slowDown();
    const turns = asMany(2);
    await jest.advanceTimersByTimeAsync(1000);
    await turns;
    expect(sent).toEqual([100, 200]);
  });
});

/** Asks for turns at once and notes when they come, in milliseconds from the start. */
function asMany(count: number): Promise<unknown> {
  return Promise.all(Array.from({ length: count }, () => pace.turn().then(() => sent.push(performance.now()))));
}
