import { Injectable } from '@nestjs/common';
import { invalidCredentials } from '../domain/auth.errors';
import { Authentication } from '../domain/authentication';
import { normaliseEmail } from '../domain/email';
import { normalisePassword } from '../domain/password';
import { PasswordHasher } from '../ports/password-hasher';
import { TokenIssuer } from '../ports/token-issuer';
import { UserRepository } from '../ports/user.repository';

export interface Credentials {
  readonly email: string;
  readonly password: string;
  readonly userAgent?: string;
}

/** Exchanges e-mail and password for tokens. Each log-in is a session of its own. */
@Injectable()
export class LogIn {
  constructor(
    private readonly users: UserRepository,
    private readonly hasher: PasswordHasher,
    private readonly tokens: TokenIssuer,
  ) {}

  /** @throws DomainError `invalid_credentials` (unauthenticated); neither its content nor the time tells what was wrong. */
  async execute({ email, password, userAgent }: Credentials): Promise<Authentication> {
    const user = await this.users.findByEmail(normaliseEmail(email));
    const matches = await this.hasher.verify(normalisePassword(password), user?.passwordHash);
    if (!user || !matches || user.disabled) {
      throw invalidCredentials();
    }
    return this.tokens.openSession(user, userAgent);
  }
}
