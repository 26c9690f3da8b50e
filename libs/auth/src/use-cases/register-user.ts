import { Injectable } from '@nestjs/common';
import { v7 as newId } from 'uuid';
import { addressKey, RateLimit, RateLimits, tooManyRequests } from '@app/platform';
import { Authentication } from '../domain/authentication';
import { Caller } from '../domain/caller';
import { normaliseEmail } from '../domain/email';
import { acceptPassword } from '../domain/password';
import { PasswordHasher } from '../ports/password-hasher';
import { TokenIssuer } from '../ports/token-issuer';
import { UserRepository } from '../ports/user.repository';

/** Who asks more often whether an e-mail is taken is out for e-mails. */
const refusals: RateLimit = { name: 'registrations-refused', limit: 60, seconds: 3600 };

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
    private readonly limits: RateLimits,
  ) {}

  /**
   * @throws DomainError `password_not_accepted` (invalid), `email_taken` (conflict), or `too_many_requests` after sixty
   *   e-mails that were taken, from one network in an hour.
   */
  async execute({ email, password, name, caller = {} }: Registration): Promise<Authentication> {
    const accepted = acceptPassword(password, email);
    const { address = 'unknown' } = caller;
    const allowance = await this.limits.take(refusals, addressKey(address));
    if (allowance.isExceeded) {
      throw tooManyRequests(allowance);
    }
    const user = await this.users.add({
      id: newId(),
      email: normaliseEmail(email),
      name: name ?? null,
      role: 'customer',
      passwordHash: await this.hasher.hash(accepted),
    });
    await this.limits.giveBack(refusals, addressKey(address));
    return this.tokens.openSession(user, caller);
  }
}
