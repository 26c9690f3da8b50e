import { LiveSessions } from './live-sessions';

function aMemory({ capacity = 10 } = {}) {
  const clock = { now: 0 };
  const looks: string[] = [];
  const stored = new Set(['session', 'other']);
  const sessions = new LiveSessions(
    async (id) => {
      looks.push(id);
      return stored.has(id);
    },
    capacity,
    () => clock.now,
  );
  return { sessions, looks, stored, clock };
}

describe('live sessions', () => {
  it('are looked up once for all who ask at the same time, and for half a minute', async () => {
    const { sessions, looks, clock } = aMemory();
    await Promise.all([sessions.isAlive('session'), sessions.isAlive('session')]);
    clock.now = 29_999;
    expect(await sessions.isAlive('session')).toBe(true);
    expect(looks).toHaveLength(1);
  });

  it('are looked up again after half a minute', async () => {
    const { sessions, stored, clock } = aMemory();
    await sessions.isAlive('session');
    stored.clear();
    clock.now = 30_000;
    expect(await sessions.isAlive('session')).toBe(false);
  });

  it('are looked up again once forgotten, even if the answer of before was still on its way', async () => {
    const { sessions, stored } = aMemory();
    const before = sessions.isAlive('session');
    stored.clear();
    sessions.forget('session');
    await before;
    expect(await sessions.isAlive('session')).toBe(false);
  });

  it('are all looked up again once all are forgotten', async () => {
    const { sessions, stored } = aMemory();
    await Promise.all([sessions.isAlive('session'), sessions.isAlive('other')]);
    stored.clear();
    sessions.forgetAll();
    expect(await Promise.all([sessions.isAlive('session'), sessions.isAlive('other')])).toEqual([false, false]);
  });

  it('are remembered to a limit', async () => {
    const { sessions, looks } = aMemory({ capacity: 1 });
    for (const id of ['session', 'other', 'session']) {
      await sessions.isAlive(id);
    }
    expect(looks).toEqual(['session', 'other', 'session']);
  });

  it('are asked for again after a failure', async () => {
    const answers = [Promise.reject(new Error('no database')), Promise.resolve(true)];
    const sessions = new LiveSessions(() => answers.shift() ?? Promise.resolve(false));
    await expect(sessions.isAlive('session')).rejects.toThrow('no database');
    expect(await sessions.isAlive('session')).toBe(true);
  });
});
