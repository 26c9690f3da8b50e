import { getModelToken } from '@nestjs/mongoose';
import { Model } from 'mongoose';
import { v7 as newId } from 'uuid';
import { configWithOwnDatabase, OpenAuth, openAuth } from '../../test/open-auth';
import { describeSessionRepository } from '../ports/session.repository.contract';
import { SessionRepository } from '../ports/session.repository';
import { SessionRecord } from './session.record';

let auth: OpenAuth;
let sessions: SessionRepository;
let records: Model<SessionRecord>;

beforeAll(async () => {
  auth = await openAuth(configWithOwnDatabase(process.env.MONGO_URI));
  sessions = auth.module.get(SessionRepository);
  records = auth.module.get(getModelToken(SessionRecord.name));
});
afterAll(() => auth.close());

describeSessionRepository('MongoSessionRepository', () => sessions);

describe('MongoSessionRepository', () => {
  async function rotatedOnce(): Promise<string> {
    const sessionId = newId();
    await sessions.open({ id: sessionId, userId: newId(), tokenHash: 'first', lifetime: 3600 });
    await sessions.rotate({ sessionId, presentedHash: 'first', successorHash: 'second', successorNonce: 'nonce' });
    return sessionId;
  }

  it('lets the predecessor pass for ten seconds and no longer', async () => {
    const [early, late] = [await rotatedOnce(), await rotatedOnce()];
    await records.updateOne({ _id: early }, { rotatedAt: new Date(Date.now() - 8_000) });
    await records.updateOne({ _id: late }, { rotatedAt: new Date(Date.now() - 10_001) });
    expect(await sessions.judgeSpentToken(early, 'first')).toMatchObject({ outcome: 'just_rotated' });
    expect(await sessions.judgeSpentToken(late, 'first')).toMatchObject({ outcome: 'reused' });
    expect(await records.findById(late)).toMatchObject({
      revokedAt: expect.any(Date),
      revokedReason: 'refresh_token_reused',
    });
  });

  it('ends a session that nobody refreshed for seven days, and each refresh starts them anew', async () => {
    const id = await rotatedOnce();
    const rotate = (presentedHash: string, successorHash: string) =>
      sessions.rotate({ sessionId: id, presentedHash, successorHash, successorNonce: 'nonce' });
    await records.updateOne({ _id: id }, { idleExpiresAt: new Date(Date.now() + 60_000) });
    expect(await rotate('second', 'third')).toBeDefined();
    const { idleExpiresAt } = (await records.findById(id)) ?? {};
    expect(Math.abs(Number(idleExpiresAt) - Date.now() - 7 * 86_400_000)).toBeLessThan(60_000);
    await records.updateOne({ _id: id }, { idleExpiresAt: new Date(Date.now() - 1) });
    expect(await rotate('third', 'fourth')).toBeUndefined();
    expect(await sessions.judgeSpentToken(id, 'second')).toBeUndefined();
  });

  it('tells each of many who ask at the same moment of their own session', async () => {
    const ids = await Promise.all(Array.from({ length: 120 }, rotatedOnce));
    const ended = ids.filter((_, index) => index % 3 === 0);
    await records.updateMany({ _id: { $in: ended } }, { revokedAt: new Date() });
    const asked = [...ids, newId(), ...ids];
    const answers = await Promise.all(asked.map((id) => sessions.isAliveNow(id)));
    expect(answers).toEqual(asked.map((id) => ids.includes(id) && !ended.includes(id)));
  });

  it('asks the database whether a session lives now, and believes it from then on', async () => {
    const id = await rotatedOnce();
    expect(await sessions.isAlive(id)).toBe(true);
    await records.updateOne({ _id: id }, { revokedAt: new Date() });
    expect(await sessions.isAlive(id)).toBe(true);
    expect(await sessions.isAliveNow(id)).toBe(false);
    expect(await sessions.isAlive(id)).toBe(false);
  });

  it('keeps the first reason for a revocation', async () => {
    const id = await rotatedOnce();
    await sessions.judgeSpentToken(id, 'made up');
    await sessions.revoke(id, 'logged_out');
    expect(await records.findById(id)).toMatchObject({ revokedReason: 'refresh_token_reused' });
  });

  it('has MongoDB remove expired sessions, and finds those of a user by index', async () => {
    const indexes = await records.collection.indexes();
    expect(indexes).toContainEqual(expect.objectContaining({ key: { expiresAt: 1 }, expireAfterSeconds: 0 }));
    expect(indexes).toContainEqual(expect.objectContaining({ key: { userId: 1, createdAt: -1, _id: -1 } }));
  });
});
