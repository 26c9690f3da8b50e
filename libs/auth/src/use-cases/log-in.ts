import { Injectable } from '@nestjs/common';
import { invalidCredentials } from '../domain/auth.errors';
import { Authentication } from '../domain/authentication';
import { Caller } from '../domain/caller';
import { normaliseEmail } from '../domain/email';
import { UserWithPassword } from '../domain/user';
import { Passwords } from '../ports/passwords';
import { SessionRepository } from '../ports/session.repository';
import { TokenIssuer } from '../ports/token-issuer';
import { UserRepository } from '../ports/user.repository';

export interface Credentials {
  readonly email: string;
  readonly password: string;
  readonly caller?: Caller;
}

/** Exchanges e-mail and password for tokens. Each log-in is a session of its own. */
@Injectable()
export class LogIn {
  constructor(
    private readonly passwords: Passwords,
    private readonly users: UserRepository,
    private readonly sessions: SessionRepository,
    private readonly tokens: TokenIssuer,
  ) {}

  /**
   * @throws DomainError `invalid_credentials` (unauthenticated); neither its content nor the time tells what was wrong.
   *   `too_many_requests` after too many of them, whether there is such a user or not.
   */
  async execute({ email, password, caller = {} }: Credentials): Promise<Authentication> {
    const user = await this.passwords.check(normaliseEmail(email), password, caller);
    if (!user) {
      throw invalidCredentials();
    }
    const authentication = await this.tokens.openSession(user, caller);
    if (await this.isOutdated(user)) {
      await this.sessions.revoke(authentication.sessionId, 'password_changed');
      throw invalidCredentials();
    }
    return authentication;
  }

  /** A change of password that came between check and session has ended only the sessions before. */
  private async isOutdated({ email, passwordHash }: UserWithPassword): Promise<boolean> {
    const now = await this.users.findByEmail(email);
    return now?.passwordHash !== passwordHash || now.disabled;
  }
}
