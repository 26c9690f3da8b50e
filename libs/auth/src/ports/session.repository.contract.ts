import { v7 as newId } from 'uuid';
import { NewSession, Rotation } from '../domain/session';
import { SessionRepository } from './session.repository';

function aSession(overrides: Partial<NewSession> = {}): NewSession {
  return { id: newId(), userId: newId(), tokenHash: 'first', lifetime: 3600, ...overrides };
}

function aRotation({ id }: NewSession, presentedHash: string, successorHash: string): Rotation {
  return { sessionId: id, presentedHash, successorHash, successorNonce: `nonce of ${successorHash}` };
}

/** What every SessionRepository promises. */
export function describeSessionRepository(name: string, open: () => SessionRepository): void {
  async function opened(overrides: Partial<NewSession> = {}): Promise<NewSession> {
    const session = aSession(overrides);
    await open().open(session);
    return session;
  }

  describe(`${name} as a session repository`, () => {
    it('rotates the current token once, however many ask at once', async () => {
      const session = await opened();
      const results = await Promise.all(
        Array.from({ length: 20 }, (_, n) => open().rotate(aRotation(session, 'first', `successor ${n}`))),
      );
      expect(results.filter(Boolean)).toEqual([{ userId: session.userId }]);
    });

    it('lets the immediate predecessor pass, with what its successor is derived from', async () => {
      const session = await opened();
      await open().rotate(aRotation(session, 'first', 'second'));
      expect(await open().judgeSpentToken(session.id, 'first')).toEqual({
        outcome: 'just_rotated',
        userId: session.userId,
        tokenHash: 'second',
        successorNonce: 'nonce of second',
      });
      expect(await open().rotate(aRotation(session, 'second', 'third'))).toBeDefined();
    });

    it.each(['first', 'made up'])('ends a session of two rotations for the token %j', async (token) => {
      const session = await opened();
      await open().rotate(aRotation(session, 'first', 'second'));
      await open().rotate(aRotation(session, 'second', 'third'));
      expect(await open().isAlive(session.id)).toBe(true);
      expect(await open().judgeSpentToken(session.id, token)).toEqual({ outcome: 'reused', userId: session.userId });
      expect(await open().rotate(aRotation(session, 'third', 'fourth'))).toBeUndefined();
      expect(await open().judgeSpentToken(session.id, 'second')).toBeUndefined();
      expect(await open().isAlive(session.id)).toBe(false);
    });

    it('does not end a session for its current token', async () => {
      const session = await opened();
      expect(await open().judgeSpentToken(session.id, 'first')).toBeUndefined();
      expect(await open().isAlive(session.id)).toBe(true);
    });

    it('knows nothing of a session that was never opened', async () => {
      const session = aSession();
      expect(await open().rotate(aRotation(session, 'first', 'second'))).toBeUndefined();
      expect(await open().judgeSpentToken(session.id, 'first')).toBeUndefined();
      expect(await open().isAlive(session.id)).toBe(false);
      await open().revoke(session.id, 'logged_out');
    });

    it('revokes one session for good, and at once for whoever asked before', async () => {
      const [session, other] = [await opened(), await opened()];
      expect(await open().isAlive(session.id)).toBe(true);
      await open().revoke(session.id, 'logged_out');
      expect(await open().isAlive(session.id)).toBe(false);
      expect(await open().rotate(aRotation(session, 'first', 'second'))).toBeUndefined();
      expect(await open().isAlive(other.id)).toBe(true);
    });

    it.each([
      ['revoked', (id: string) => open().revoke(id, 'user_disabled'), {}],
      ['past its lifetime', () => undefined, { lifetime: -1 }],
    ])('knows now that a session is %s', async (_, end, overrides) => {
      const [session, other] = [await opened(overrides), await opened()];
      await end(session.id);
      expect(await Promise.all([session, other, aSession()].map(({ id }) => open().isAliveNow(id)))).toEqual([false, true, false]);
    });

    it('revokes one of a user, and none of somebody else, and none twice', async () => {
      const [session, other] = [await opened(), await opened()];
      expect(await open().isAlive(session.id)).toBe(true);
      expect(await open().revokeOwn(other.userId, session.id, 'logged_out')).toBe(false);
      expect(await open().revokeOwn('$ne', session.id, 'logged_out')).toBe(false);
      expect(await open().isAlive(session.id)).toBe(true);
      expect(await open().revokeOwn(session.userId, session.id, 'logged_out')).toBe(true);
      expect(await open().isAlive(session.id)).toBe(false);
      expect(await open().revokeOwn(session.userId, session.id, 'logged_out')).toBe(false);
      expect(await open().isAlive(other.id)).toBe(true);
    });

    it('knows from which networks a user logged in, also after the log-in has ended', async () => {
      const { id, userId } = await opened({ address: '192.0.2.17' });
      await open().revoke(id, 'logged_out');
      expect(await open().wasOpenedFrom('192.0.2.17', userId)).toBe(true);
      expect(await open().wasOpenedFrom('192.0.2.18', userId)).toBe(false);
      expect(await open().wasOpenedFrom('192.0.2.17', newId())).toBe(false);
    });

    it("revokes all of a user's sessions and nobody else's", async () => {
      const userId = newId();
      const [one, two, other] = [await opened({ userId }), await opened({ userId }), await opened()];
      await Promise.all([one, two, other].map(({ id }) => open().isAlive(id)));
      await open().revokeAllOf(userId, 'logged_out_everywhere');
      expect(await Promise.all([one, two, other].map(({ id }) => open().isAlive(id)))).toEqual([false, false, true]);
    });

    it('does not take a session past its lifetime for alive', async () => {
      const session = await opened({ lifetime: -1 });
      expect(await open().isAlive(session.id)).toBe(false);
      expect(await open().rotate(aRotation(session, 'first', 'second'))).toBeUndefined();
      expect(await open().listOf(session.userId)).toEqual([]);
    });

    it("lists a user's live sessions, newest first, with what the device said of itself", async () => {
      const userId = newId();
      const old = await opened({ userId, userAgent: '$tokenHash', address: '192.0.2.17' });
      const recent = await opened({ userId });
      const revoked = await opened({ userId });
      await open().revoke(revoked.id, 'logged_out');
      await open().rotate(aRotation(old, 'first', 'second'));
      const sessions = await open().listOf(userId);
      expect(sessions).toEqual([
        { id: recent.id, createdAt: expect.any(Date), lastUsedAt: sessions[0]?.createdAt, userAgent: null, address: null },
        { id: old.id, createdAt: expect.any(Date), lastUsedAt: expect.any(Date), userAgent: '$tokenHash', address: '192.0.2.17' },
      ]);
    });
  });
}
