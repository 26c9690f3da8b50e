import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { Coalescer, secondsFromNow } from '@app/platform';
import { Model } from 'mongoose';
import { v7 as newId } from 'uuid';
import {
  NewSession,
  RevocationReason,
  Rotation,
  Session,
  sessionIdleSeconds,
  SpentTokenVerdict,
} from '../domain/session';
import { SessionRepository } from '../ports/session.repository';
import { LiveSessions } from './live-sessions';
import { justRotatedFrom, live } from './session-expressions';
import { SessionRecord } from './session.record';

const networkRememberedMs = 30 * 86_400_000;

const looks = { largest: 100, atOnce: 2 };

/**
 * Log-ins in MongoDB. Every change is one conditional update by the database's clock, so instances need not agree on the time.
 * Those looked for at the same time are found together.
 */
@Injectable()
export class MongoSessionRepository extends SessionRepository {
  private readonly looks = new Coalescer((ids: readonly string[]) => this.lookForEach(ids), looks);
  private readonly liveSessions = new LiveSessions((id) => this.looks.add(id));

  constructor(@InjectModel(SessionRecord.name) private readonly sessions: Model<SessionRecord>) {
    super();
  }

  async open({ id, userId, tokenHash, lifetime, userAgent, address }: NewSession): Promise<void> {
    const now = Date.now();
    await this.sessions.create({
      _id: id,
      userId,
      tokenHash,
      userAgent,
      address,
      createdAt: new Date(now),
      idleExpiresAt: new Date(now + sessionIdleSeconds * 1000),
      expiresAt: new Date(now + lifetime * 1000),
    });
  }

  async rotate({ sessionId, presentedHash, successorHash, successorNonce }: Rotation): Promise<{ userId: string } | undefined> {
    const session = await this.sessions
      .findOneAndUpdate(
        { _id: sessionId, tokenHash: presentedHash, ...live },
        [
          {
            $set: {
              previousHash: '$tokenHash',
              tokenHash: { $literal: successorHash },
              successorNonce: { $literal: successorNonce },
              rotatedAt: '$$NOW',
              idleExpiresAt: secondsFromNow(sessionIdleSeconds),
            },
          },
        ],
        { updatePipeline: true, projection: { userId: 1 } },
      )
      .lean<Pick<SessionRecord, 'userId'>>();
    return session ? { userId: session.userId } : undefined;
  }

  /**
   * An update even when it changes nothing: a read at majority may not show yet the rotation that this call lost to,
   * and would take the other tab for a thief.
   */
  async judgeSpentToken(sessionId: string, presentedHash: string): Promise<SpentTokenVerdict | undefined> {
    const justRotated = justRotatedFrom(presentedHash);
    const session = await this.sessions
      .findOneAndUpdate(
        { _id: sessionId, tokenHash: { $ne: presentedHash }, ...live },
        [
          {
            $set: {
              revokedAt: { $cond: [justRotated, null, '$$NOW'] },
              revokedReason: { $cond: [justRotated, null, 'refresh_token_reused'] },
            },
          },
        ],
        { updatePipeline: true, returnDocument: 'after' },
      )
      .lean<SessionRecord>();
    if (session?.revokedAt) {
      this.liveSessions.forget(sessionId);
    }
    return session ? toVerdict(session) : undefined;
  }

  async revoke(sessionId: string, reason: RevocationReason): Promise<void> {
    await this.sessions.updateOne({ _id: sessionId, revokedAt: null }, revocation(reason), { updatePipeline: true });
    this.liveSessions.forget(sessionId);
  }

  async revokeOwn(userId: string, sessionId: string, reason: RevocationReason): Promise<boolean> {
    const { modifiedCount } = await this.sessions.updateOne({ _id: { $eq: sessionId }, userId, ...live }, revocation(reason), {
      updatePipeline: true,
    });
    this.liveSessions.forget(sessionId);
    return modifiedCount === 1;
  }

  async revokeAllOf(userId: string, reason: RevocationReason): Promise<void> {
    await this.sessions.updateMany({ userId, revokedAt: null }, revocation(reason), { updatePipeline: true });
    this.liveSessions.forgetAll();
  }

  isAlive(sessionId: string): boolean | Promise<boolean> {
    return this.liveSessions.isAlive(sessionId);
  }

  /** What is found dead here is not remembered as alive any more. */
  async isAliveNow(sessionId: string): Promise<boolean> {
    const isAlive = await this.looks.add(sessionId);
    if (!isAlive) {
      this.liveSessions.forget(sessionId);
    }
    return isAlive;
  }

  async wasOpenedFrom(address: string, userId: string): Promise<boolean> {
    return (await this.sessions.exists({ userId, address })) !== null;
  }

  /** A session that nobody can use: it has ended, and its token was never handed out. */
  async rememberNetwork(address: string, userId: string): Promise<void> {
    const now = new Date();
    const expiresAt = new Date(now.getTime() + networkRememberedMs);
    await this.sessions.create({
      _id: newId(),
      userId,
      address,
      tokenHash: 'none',
      createdAt: now,
      idleExpiresAt: now,
      expiresAt,
      revokedAt: now,
      revokedReason: 'password_changed',
    });
  }

  async listOf(userId: string): Promise<Session[]> {
    const sessions = await this.sessions
      .find({ userId, ...live })
      .sort({ createdAt: -1, _id: -1 })
      .limit(100)
      .lean<SessionRecord[]>();
    return sessions.map(toSession);
  }

  private async lookForEach(ids: readonly string[]): Promise<boolean[]> {
    const found = await this.sessions.find({ _id: { $in: [...new Set(ids)] }, ...live }, { _id: 1 }).lean<{ _id: string }[]>();
    const alive = new Set(found.map(({ _id }) => _id));
    return ids.map((id) => alive.has(id));
  }
}

function revocation(reason: RevocationReason) {
  return [{ $set: { revokedAt: '$$NOW', revokedReason: reason } }];
}

function toVerdict({ userId, tokenHash, successorNonce, revokedAt }: SessionRecord): SpentTokenVerdict {
  return revokedAt || successorNonce === null
    ? { outcome: 'reused', userId }
    : { outcome: 'just_rotated', userId, tokenHash, successorNonce };
}

function toSession({ _id: id, createdAt, rotatedAt, userAgent, address = null }: SessionRecord): Session {
  return { id, createdAt, lastUsedAt: rotatedAt ?? createdAt, userAgent, address };
}
