import { Injectable } from '@nestjs/common';
import { v7 as newId } from 'uuid';
import { Authentication } from '../domain/authentication';
import { normaliseEmail } from '../domain/email';
import { acceptPassword } from '../domain/password';
import { PasswordHasher } from '../ports/password-hasher';
import { TokenIssuer } from '../ports/token-issuer';
import { UserRepository } from '../ports/user.repository';

export interface Registration {
  readonly email: string;
  readonly password: string;
  readonly name?: string | null;
  /** The device's own description, for the list of sessions. */
  readonly userAgent?: string;
}

/** Opens a customer's account and logs in. */
@Injectable()
export class RegisterUser {
  constructor(
    private readonly users: UserRepository,
    private readonly hasher: PasswordHasher,
    private readonly tokens: TokenIssuer,
  ) {}

  /** @throws DomainError `password_not_accepted` (invalid) or `email_taken` (conflict). */
  async execute({ email, password, name, userAgent }: Registration): Promise<Authentication> {
    const passwordHash = await this.hasher.hash(acceptPassword(password));
    const user = await this.users.add({
      id: newId(),
      email: normaliseEmail(email),
      name: name ?? null,
      role: 'customer',
      passwordHash,
    });
    return this.tokens.openSession(user, userAgent);
  }
}
