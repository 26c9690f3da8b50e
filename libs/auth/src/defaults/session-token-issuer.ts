import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { addressKey, Config } from '@app/platform';
import { v7 as newId } from 'uuid';
import { invalidCredentials } from '../domain/auth.errors';
import { AuthenticatedUser } from '../domain/authenticated-user';
import { Authentication } from '../domain/authentication';
import { Caller } from '../domain/caller';
import { formatRefreshToken, hashOfSecret, RefreshToken } from '../domain/refresh-token';
import { User, UserWithPassword } from '../domain/user';
import { AccessTokens } from '../ports/access-tokens';
import { SessionRepository } from '../ports/session.repository';
import { TokenIssuer } from '../ports/token-issuer';
import { UserRepository } from '../ports/user.repository';

/** A random refresh token, of which the session keeps only the hash, beside an access token that names the session. */
@Injectable()
export class SessionTokenIssuer extends TokenIssuer {
  constructor(
    private readonly sessions: SessionRepository,
    private readonly users: UserRepository,
    private readonly accessTokens: AccessTokens,
    private readonly config: Config,
  ) {
    super();
  }

  async openSession({ passwordHash, ...user }: UserWithPassword, { userAgent, address }: Caller): Promise<Authentication> {
    const token: RefreshToken = { sessionId: newId(), secret: randomBytes(32).toString('base64url') };
    await this.sessions.open({
      id: token.sessionId,
      userId: user.id,
      tokenHash: hashOfSecret(token.secret),
      lifetime: this.config.REFRESH_TOKEN_TTL,
      userAgent,
      ...(address && { address: addressKey(address) }),
    });
    await this.endIfOutdated({ ...user, passwordHash }, token);
    return this.continueSession(user, token);
  }

  async continueSession(user: User, token: RefreshToken): Promise<Authentication> {
    const { accessToken, expiresIn } = await this.accessTokens.issue(
      new AuthenticatedUser(user.id, user.role, token.sessionId),
    );
    return { user, sessionId: token.sessionId, accessToken, refreshToken: formatRefreshToken(token), expiresIn };
  }

  /** What came between the user's password and this session has ended only the sessions before. */
  private async endIfOutdated({ email, passwordHash }: UserWithPassword, { sessionId }: RefreshToken): Promise<void> {
    const now = await this.users.findByEmail(email);
    if (now?.passwordHash !== passwordHash || now.disabled) {
      await this.sessions.revoke(sessionId, 'password_changed');
      throw invalidCredentials();
    }
  }
}
