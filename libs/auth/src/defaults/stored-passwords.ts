import { Injectable } from '@nestjs/common';
import { addressKey } from '@app/platform';
import { Caller } from '../domain/caller';
import { acceptPassword, normalisePassword } from '../domain/password';
import { UserWithPassword } from '../domain/user';
import { AccountNotices } from '../ports/account-notices';
import { PasswordHasher } from '../ports/password-hasher';
import { Passwords } from '../ports/passwords';
import { SessionRepository } from '../ports/session.repository';
import { UserRepository } from '../ports/user.repository';
import { LogInAttempt, LogInAttempts } from './log-in-attempts';

const nobody = 'nobody';

/** Passwords as hashes beside the users, guarded by LogInAttempts. */
@Injectable()
export class StoredPasswords extends Passwords {
  constructor(
    private readonly users: UserRepository,
    private readonly sessions: SessionRepository,
    private readonly hasher: PasswordHasher,
    private readonly notices: AccountNotices,
    private readonly attempts: LogInAttempts,
  ) {
    super();
  }

  override async check(email: string, password: string, { address = 'unknown' }: Caller): Promise<UserWithPassword | undefined> {
    const attempt = await this.attempts.begin(email, address);
    const user = await this.users.findByEmail(email);
    const isStranger = attempt.isUnderAttack && !(await this.sessions.wasOpenedFrom(addressKey(address), user?.id ?? nobody));
    const matches = await this.verify(password, user, attempt);
    if (!user || !matches || user.disabled || isStranger) {
      return undefined;
    }
    await attempt.forgive();
    return user;
  }

  override prepare(password: string, { email }: UserWithPassword): Promise<string> {
    return this.hasher.hash(acceptPassword(password, email));
  }

  override async replace(user: UserWithPassword, prepared: string): Promise<boolean> {
    const isReplaced = await this.users.replacePassword(user.id, user.passwordHash, prepared);
    if (isReplaced) {
      await this.sessions.revokeAllOf(user.id, 'password_changed');
      await this.notices.tell(user.id, 'password_changed');
    }
    return isReplaced;
  }

  override forgetFailures(email: string): Promise<void> {
    return this.attempts.forgetFailures(email);
  }

  /** A check that could not be made is not one that failed. */
  private async verify(password: string, user: UserWithPassword | undefined, attempt: LogInAttempt): Promise<boolean> {
    try {
      return await this.hasher.verify(normalisePassword(password), user?.passwordHash);
    } catch (error) {
      await attempt.forgive();
      throw error;
    }
  }
}
