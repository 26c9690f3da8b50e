import { Injectable } from '@nestjs/common';
import { v7 as newId } from 'uuid';
import { Authentication } from '../domain/authentication';
import { Caller } from '../domain/caller';
import { normaliseEmail } from '../domain/email';
import { acceptPassword } from '../domain/password';
import { UserWithPassword } from '../domain/user';
import { PasswordHasher } from '../ports/password-hasher';
import { TokenIssuer } from '../ports/token-issuer';
import { UserRepository } from '../ports/user.repository';

export interface Registration {
  readonly email: string;
  readonly password: string;
  readonly name?: string | null;
  readonly caller?: Caller;
}

/** Opens a customer's account and logs in. */
@Injectable()
export class RegisterUser {
  constructor(
    private readonly users: UserRepository,
    private readonly hasher: PasswordHasher,
    private readonly tokens: TokenIssuer,
  ) {}

  /** @throws DomainError `password_not_accepted` (invalid), `email_taken` (conflict) or `too_busy` (unavailable). */
  async execute({ email, password, name, caller = {} }: Registration): Promise<Authentication> {
    const accepted = acceptPassword(password, email);
    const user = await this.add({ email, name, password: accepted });
    return this.tokens.openSession(user, caller);
  }

  private async add({ email, name = null, password }: Registration): Promise<UserWithPassword> {
    const passwordHash = await this.hasher.hash(password);
    const user = { id: newId(), email: normaliseEmail(email), name, role: 'customer' as const, passwordHash };
    return { ...(await this.users.add(user)), passwordHash };
  }
}
