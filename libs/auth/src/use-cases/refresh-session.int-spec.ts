import { getModelToken } from '@nestjs/mongoose';
import { Model } from 'mongoose';
import { v7 as newId } from 'uuid';
import { configWithOwnDatabase, OpenAuth, openAuth } from '../../test/open-auth';
import { RecordingLogger } from '../../test/recording-logger';
import { Authentication } from '../domain/authentication';
import { SessionRecord } from '../mongo/session.record';
import { UserRecord } from '../mongo/user.record';
import { AccessTokens } from '../ports/access-tokens';
import { SessionRepository } from '../ports/session.repository';
import { UserRepository } from '../ports/user.repository';
import { LogOut } from './log-out';
import { RefreshSession } from './refresh-session';
import { RegisterUser } from './register-user';

let auth: OpenAuth;
let sessions: Model<SessionRecord>;
let refreshSession: RefreshSession;
const log = new RecordingLogger();

const invalid = { kind: 'unauthenticated', code: 'invalid_refresh_token' };
const reused = { kind: 'unauthenticated', code: 'refresh_token_reused' };

beforeAll(async () => {
  auth = await openAuth(configWithOwnDatabase(process.env.MONGO_URI));
  auth.module.useLogger(log);
  sessions = auth.module.get(getModelToken(SessionRecord.name));
  refreshSession = auth.module.get(RefreshSession);
});
afterAll(() => auth.close());

function aLogIn(): Promise<Authentication> {
  return auth.module.get(RegisterUser).execute({ email: `${newId()}@example.com`, password: 'correct horse battery' });
}

function refresh({ refreshToken }: Authentication): Promise<Authentication> {
  return refreshSession.execute(refreshToken);
}

function sessionIdOf({ refreshToken }: Authentication): string {
  return refreshToken.split('.')[0] ?? '';
}

async function endGrace(logIn: Authentication): Promise<void> {
  await sessions.updateOne({ _id: sessionIdOf(logIn) }, { rotatedAt: new Date(Date.now() - 11_000) });
}

describe('refreshing a session', () => {
  it('gives a new refresh token and a new access token for the same session', async () => {
    const logIn = await aLogIn();
    const next = await refresh(logIn);
    expect(next.user).toEqual(logIn.user);
    expect(next.refreshToken).not.toBe(logIn.refreshToken);
    expect(sessionIdOf(next)).toBe(sessionIdOf(logIn));
    expect(await auth.module.get(AccessTokens).verify(next.accessToken)).toEqual({
      id: logIn.user.id,
      role: 'customer',
      sessionId: sessionIdOf(logIn),
    });
  });

  it('gives 20 tabs that refresh at once one and the same successor, which goes on', async () => {
    const logIn = await aLogIn();
    const answers = await Promise.all(Array.from({ length: 20 }, () => refresh(logIn)));
    expect(new Set(answers.map(({ refreshToken }) => refreshToken)).size).toBe(1);
    await expect(Promise.all(answers.map(refresh))).resolves.toHaveLength(20);
  });

  it('gives the same successor again when its answer was lost', async () => {
    const logIn = await aLogIn();
    const lost = await refresh(logIn);
    expect((await refresh(logIn)).refreshToken).toBe(lost.refreshToken);
  });

  it('ends the log-in when a token is used again after the grace period: the newest token is dead too', async () => {
    const logIn = await aLogIn();
    const newest = await refresh(logIn);
    await endGrace(logIn);
    await expect(refresh(logIn)).rejects.toMatchObject(reused);
    await expect(refresh(newest)).rejects.toMatchObject(invalid);
    expect(await auth.module.get(SessionRepository).isAlive(sessionIdOf(logIn))).toBe(false);
  });

  it('ends the log-in when a token two generations old is used, even at once', async () => {
    const logIn = await aLogIn();
    const newest = await refresh(await refresh(logIn));
    await expect(refresh(logIn)).rejects.toMatchObject(reused);
    await expect(refresh(newest)).rejects.toMatchObject(invalid);
  });

  it('ends the log-in for a made-up secret', async () => {
    const logIn = await aLogIn();
    await expect(refreshSession.execute(`${sessionIdOf(logIn)}.${'A'.repeat(43)}`)).rejects.toMatchObject(reused);
    await expect(refresh(logIn)).rejects.toMatchObject(invalid);
  });

  it('reports reuse as a security event, without the token', async () => {
    const logIn = await aLogIn();
    await refresh(await refresh(logIn));
    log.lines.length = 0;
    const caller = { address: '192.0.2.17', requestId: 'request-1' };
    await expect(refreshSession.execute(logIn.refreshToken, caller)).rejects.toMatchObject(reused);
    const event = { event: 'refresh_token_reused', userId: logIn.user.id, sessionId: sessionIdOf(logIn) };
    expect(log.lines).toContainEqual(['warn', expect.any(String), { ...event, ...caller }, 'RefreshSession']);
    expect(JSON.stringify(log.lines)).not.toContain(logIn.refreshToken.split('.')[1]);
  });

  it('tells the user that the log-in was ended for reuse', async () => {
    const logIn = await aLogIn();
    await refresh(await refresh(logIn));
    await expect(refresh(logIn)).rejects.toMatchObject(reused);
    expect(log.lines).toContainEqual(['warn', expect.any(String), { userId: logIn.user.id, notice: 'log_in_ended' }, 'LoggedAccountNotices']);
  });

  it('is refused for an access token', async () => {
    await expect(refreshSession.execute((await aLogIn()).accessToken)).rejects.toMatchObject(invalid);
  });

  it('leaves the other log-ins of the user alone', async () => {
    const [one, other] = [await aLogIn(), await aLogIn()];
    await expect(refreshSession.execute(`${sessionIdOf(one)}.${'A'.repeat(43)}`)).rejects.toMatchObject(reused);
    await expect(refresh(other)).resolves.toBeDefined();
  });

  it.each(['', 'garbled', `${newId()}.${'A'.repeat(43)}`, '$ne', '{"$ne":null}'])('refuses the token %j', (token) =>
    expect(refreshSession.execute(token)).rejects.toMatchObject(invalid),
  );

  it('never hands out a working token once the session is revoked, even if both happen at once', async () => {
    const attempts = Array.from({ length: 30 }, async () => {
      const logIn = await aLogIn();
      const [refreshed] = await Promise.allSettled([
        refresh(logIn),
        auth.module.get(LogOut).execute(logIn.refreshToken),
        refresh(logIn),
      ]);
      const tokens = refreshed.status === 'fulfilled' ? [logIn, refreshed.value] : [logIn];
      for (const token of tokens) {
        await expect(refresh(token)).rejects.toMatchObject(invalid);
      }
      expect(await auth.module.get(SessionRepository).isAlive(sessionIdOf(logIn))).toBe(false);
    });
    await Promise.all(attempts);
  });

  it('gives the role the user has now', async () => {
    const logIn = await aLogIn();
    await auth.module.get(UserRepository).changeRole(logIn.user.id, 'admin');
    const { user, accessToken } = await refresh(logIn);
    expect(user.role).toBe('admin');
    expect(await auth.module.get(AccessTokens).verify(accessToken)).toMatchObject({ role: 'admin' });
  });

  it('is refused to a user who is disabled or gone, for good', async () => {
    const users = auth.module.get<Model<UserRecord>>(getModelToken(UserRecord.name));
    const [disabled, gone] = [await aLogIn(), await aLogIn()];
    await users.updateOne({ _id: disabled.user.id }, { disabledAt: new Date() });
    await users.deleteOne({ _id: gone.user.id });
    for (const logIn of [disabled, gone]) {
      await expect(refresh(logIn)).rejects.toMatchObject(invalid);
      expect(await sessions.findById(sessionIdOf(logIn))).toMatchObject({ revokedReason: 'user_gone' });
    }
  });

  it('stores nothing that lets anybody refresh', async () => {
    const logIn = await aLogIn();
    const next = await refresh(logIn);
    const stored = JSON.stringify(await sessions.findById(sessionIdOf(logIn)).lean());
    for (const { refreshToken } of [logIn, next]) {
      expect(stored).not.toContain(refreshToken.split('.')[1]);
    }
  });
});
