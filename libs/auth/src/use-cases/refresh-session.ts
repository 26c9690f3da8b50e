import { randomBytes } from 'node:crypto';
import { Injectable, Logger } from '@nestjs/common';
import { addressKey, countingFailures, RateLimit, RateLimits } from '@app/platform';
import { invalidRefreshToken, isUnauthenticated, refreshTokenReused } from '../domain/auth.errors';
import { Authentication } from '../domain/authentication';
import { Caller } from '../domain/caller';
import { hashOfSecret, parseRefreshToken, RefreshToken, successorOf } from '../domain/refresh-token';
import { AccountNotices } from '../ports/account-notices';
import { SessionRepository } from '../ports/session.repository';
import { TokenIssuer } from '../ports/token-issuer';
import { UserRepository } from '../ports/user.repository';

/** A token cannot be guessed, but each that is shown is looked for in the database. */
const failures: RateLimit = { name: 'refreshes-refused', limit: 300, seconds: 900 };

interface Continuation {
  readonly userId: string;
  readonly token: RefreshToken;
}

/**
 * Exchanges a refresh token for its successor, as RFC 9700 §4.14 asks. Whoever shows a token that was exchanged before ends
 * the whole log-in, except within seconds of the exchange: then the answer is the same successor again.
 */
@Injectable()
export class RefreshSession {
  private readonly logger = new Logger(RefreshSession.name);

  constructor(
    private readonly sessions: SessionRepository,
    private readonly users: UserRepository,
    private readonly tokens: TokenIssuer,
    private readonly notices: AccountNotices,
    private readonly limits: RateLimits,
  ) {}

  /**
   * @throws DomainError `invalid_refresh_token` or `refresh_token_reused` (both unauthenticated), or `too_many_requests` after
   *   three hundred of these from one network in 15 minutes.
   */
  execute(refreshToken: string, caller: Caller = {}): Promise<Authentication> {
    const refused = { rule: failures, key: addressKey(caller.address ?? 'unknown'), isCounted: isUnauthenticated };
    return countingFailures(this.limits, refused, () => this.exchange(refreshToken, caller));
  }

  private async exchange(refreshToken: string, caller: Caller): Promise<Authentication> {
    const presented = parseRefreshToken(refreshToken);
    if (!presented) {
      throw invalidRefreshToken();
    }
    const { userId, token } = (await this.rotate(presented)) ?? (await this.repeatRotation(presented, caller));
    const user = await this.users.findById(userId);
    if (!user || user.disabled) {
      await this.sessions.revoke(token.sessionId, 'user_gone');
      throw invalidRefreshToken();
    }
    return this.tokens.continueSession(user, token);
  }

  private async rotate({ sessionId, secret }: RefreshToken): Promise<Continuation | undefined> {
    const successorNonce = randomBytes(32).toString('base64url');
    const successor = successorOf(secret, successorNonce);
    const session = await this.sessions.rotate({
      sessionId,
      presentedHash: hashOfSecret(secret),
      successorHash: hashOfSecret(successor),
      successorNonce,
    });
    return session && { userId: session.userId, token: { sessionId, secret: successor } };
  }

  private async repeatRotation({ sessionId, secret }: RefreshToken, caller: Caller): Promise<Continuation> {
    const verdict = await this.sessions.judgeSpentToken(sessionId, hashOfSecret(secret));
    if (!verdict) {
      throw invalidRefreshToken();
    }
    if (verdict.outcome === 'reused') {
      await this.reportReuse(verdict.userId, sessionId, caller);
      throw refreshTokenReused();
    }
    const successor = successorOf(secret, verdict.successorNonce);
    if (hashOfSecret(successor) !== verdict.tokenHash) {
      throw invalidRefreshToken();
    }
    return { userId: verdict.userId, token: { sessionId, secret: successor } };
  }

  private async reportReuse(userId: string, sessionId: string, { address, requestId }: Caller): Promise<void> {
    const event = { event: 'refresh_token_reused', userId, sessionId, address, requestId };
    this.logger.warn('A spent refresh token was used again; the session is revoked', event);
    await this.notices.tell(userId, 'log_in_ended');
  }
}
