import { Injectable } from '@nestjs/common';
import { v7 as newId } from 'uuid';
import { addressKey, countingFailures, RateLimit, RateLimits } from '@app/platform';
import { isEmailTaken } from '../domain/auth.errors';
import { Authentication } from '../domain/authentication';
import { Caller } from '../domain/caller';
import { normaliseEmail } from '../domain/email';
import { acceptPassword } from '../domain/password';
import { UserWithPassword } from '../domain/user';
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
    const refused = { rule: refusals, key: addressKey(caller.address ?? 'unknown'), isCounted: isEmailTaken };
    const user = await countingFailures(this.limits, refused, () => this.add({ email, name, password: accepted }));
    return this.tokens.openSession(user, caller);
  }

  private async add({ email, name = null, password }: Registration): Promise<UserWithPassword> {
    const passwordHash = await this.hasher.hash(password);
    const user = { id: newId(), email: normaliseEmail(email), name, role: 'customer' as const, passwordHash };
    return { ...(await this.users.add(user)), passwordHash };
  }
}
