import { Injectable, Logger } from '@nestjs/common';
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
  private readonly logger = new Logger(StoredPasswords.name);

  constructor(
    private readonly users: UserRepository,
    private readonly sessions: SessionRepository,
    private readonly hasher: PasswordHasher,
    private readonly notices: AccountNotices,
    private readonly attempts: LogInAttempts,
  ) {
    super();
  }

  override async check(email: string, password: string, { address = 'unknown', requestId }: Caller): Promise<UserWithPassword | undefined> {
    const attempt = await this.attempts.begin(email, address);
    const user = await this.users.findByEmail(email);
    const isStranger = attempt.isUnderAttack && !(await this.sessions.wasOpenedFrom(addressKey(address), user?.id ?? nobody));
    if (isStranger && user) {
      this.logger.warn('Too many log-ins failed; strangers are kept out', { event: 'account_under_attack', userId: user.id, requestId });
    }
    const matches = await this.verify(password, user, attempt);
    if (!user || !matches || user.disabled || isStranger) {
      return undefined;
    }
    await attempt.forgive();
    return this.hasher.isOutdated(user.passwordHash) ? this.renewed(user, normalisePassword(password)) : user;
  }

  override prepare(password: string, { email }: UserWithPassword): Promise<string> {
    return this.hasher.hash(acceptPassword(password, email));
  }

  override replace(user: UserWithPassword, prepared: string): Promise<boolean> {
    return this.amidRevocations(user, () => this.users.replacePassword(user.id, user.passwordHash, prepared));
  }

  override async overwrite(user: UserWithPassword, prepared: string): Promise<void> {
    await this.amidRevocations(user, async () => {
      await this.users.changePassword(user.id, prepared);
      return true;
    });
  }

  override forgetFailures(email: string): Promise<void> {
    return this.attempts.forgetFailures(email);
  }

  /** Before as well: whoever dies in between leaves no log-in of who knew the old password. */
  private async amidRevocations({ id: userId }: UserWithPassword, change: () => Promise<boolean>): Promise<boolean> {
    await this.sessions.revokeAllOf(userId, 'password_changed');
    const isChanged = await change();
    if (isChanged) {
      await this.sessions.revokeAllOf(userId, 'password_changed');
      this.logger.log('A password was changed', { event: 'password_changed', userId });
      await this.notices.tell(userId, 'password_changed');
    }
    return isChanged;
  }

  /** The user with a hash as they are made now. Of two who log in at the same moment, the second finds it replaced already. */
  private async renewed(user: UserWithPassword, password: string): Promise<UserWithPassword | undefined> {
    const passwordHash = await this.hasher.hash(password);
    if (await this.users.replacePassword(user.id, user.passwordHash, passwordHash)) {
      return { ...user, passwordHash };
    }
    const now = await this.users.findByEmail(user.email);
    return now && (await this.hasher.verify(password, now.passwordHash)) ? now : undefined;
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
