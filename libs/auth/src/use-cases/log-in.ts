import { Injectable } from '@nestjs/common';
import { invalidCredentials } from '../domain/auth.errors';
import { Authentication } from '../domain/authentication';
import { Caller } from '../domain/caller';
import { normaliseEmail } from '../domain/email';
import { Passwords } from '../ports/passwords';
import { TokenIssuer } from '../ports/token-issuer';

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
    return this.tokens.openSession(user, caller);
  }
}
