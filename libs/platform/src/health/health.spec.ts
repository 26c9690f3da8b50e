import { Health } from './health';
import { HealthProbe } from './health-probe';
import { HealthProbes } from './health-probes';

class StubProbe extends HealthProbe {
  constructor(
    override readonly name: string,
    override readonly isRequired: boolean,
    private readonly isUp: boolean,
  ) {
    super();
  }

  override async check(): Promise<void> {
    if (!this.isUp) {
      throw new Error('password=hunter2');
    }
  }
}

const mongo = (isUp: boolean) => new StubProbe('mongo', true, isUp);
const queue = (isUp: boolean) => new StubProbe('queue', true, isUp);
const redis = (isUp: boolean) => new StubProbe('redis', false, isUp);
const healthOf = (...probes: HealthProbe[]) => new Health(new HealthProbes(...probes));

describe('readiness', () => {
  it('is ok when every part answers', async () => {
    expect(await healthOf(mongo(true), redis(true)).ready()).toEqual({ status: 'ok', parts: { mongo: 'up', redis: 'up' } });
  });

  it('is degraded when a part is down that the process can do without', async () => {
    expect(await healthOf(mongo(true), redis(false)).ready()).toEqual({
      status: 'degraded',
      parts: { mongo: 'up', redis: 'down' },
    });
  });

  it('is refused when a required part is down, naming it and no more', async () => {
    await expect(healthOf(mongo(false), redis(true)).ready()).rejects.toMatchObject({
      kind: 'unavailable',
      code: 'not_ready',
      message: 'Not ready: mongo does not answer.',
      details: [{ path: 'mongo', message: 'does not answer' }],
    });
  });

  it('names every required part that is down, and none that is not required', async () => {
    await expect(healthOf(mongo(false), queue(false), redis(false)).ready()).rejects.toMatchObject({
      message: 'Not ready: mongo and queue do not answer.',
      details: [{ path: 'mongo' }, { path: 'queue' }],
    });
  });
});

describe('a part that never answers', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('is down, and keeps nobody from hearing of the others', async () => {
    const frozen = queue(true);
    jest.spyOn(frozen, 'check').mockReturnValue(new Promise(() => undefined));
    const needed = expect(healthOf(mongo(true), frozen).ready()).rejects.toMatchObject({ details: [{ path: 'queue' }] });
    const frozenCopies = redis(true);
    jest.spyOn(frozenCopies, 'check').mockReturnValue(new Promise(() => undefined));
    const unneeded = expect(healthOf(mongo(true), frozenCopies).ready()).resolves.toMatchObject({ parts: { mongo: 'up', redis: 'down' } });
    await jest.advanceTimersByTimeAsync(5000);
    await Promise.all([needed, unneeded]);
  });
});

describe('a process that stops', () => {
  it('is not ready any more, but lives', async () => {
    const health = healthOf(mongo(true));
    health.onModuleDestroy();
    await expect(health.ready()).rejects.toMatchObject({ kind: 'unavailable', code: 'stopping' });
    expect(health.live()).toEqual({ status: 'ok', parts: {} });
  });
});

describe('liveness', () => {
  it('does not depend on whether parts answer', () => {
    expect(healthOf(mongo(false)).live()).toEqual({ status: 'ok', parts: {} });
  });

  it('is over when a part needs a restart, naming it', () => {
    const consumers = queue(true);
    jest.spyOn(consumers, 'isAlive').mockReturnValue(false);
    expect(() => healthOf(mongo(true), consumers).live()).toThrow(
      expect.objectContaining({ kind: 'unavailable', code: 'not_alive', details: [{ path: 'queue', message: 'stopped' }] }),
    );
  });
});
