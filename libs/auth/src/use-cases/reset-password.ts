import { Injectable } from '@nestjs/common';
import { addressKey } from '@app/platform';
import { invalidResetToken } from '../domain/auth.errors';
import { Caller } from '../domain/caller';
import { isResetToken } from '../domain/password-reset';
import { hashOfSecret } from '../domain/refresh-token';
import { UserWithPassword } from '../domain/user';
import { PasswordResetRepository } from '../ports/password-reset.repository';
import { Passwords } from '../ports/passwords';
import { SessionRepository } from '../ports/session.repository';
import { UserRepository } from '../ports/user.repository';

/** Lets whoever holds a token that was e-mailed choose a new password. Ends all log-ins. */
@Injectable()
export class ResetPassword {
  constructor(
    private readonly resets: PasswordResetRepository,
    private readonly users: UserRepository,
    private readonly passwords: Passwords,
    private readonly sessions: SessionRepository,
  ) {}

  /**
   * A password that is not accepted does not cost the token. The caller's network counts from now on as one that the user
   * logged in from: it stays open to them while others guess.
   *
   * @throws DomainError `invalid_reset_token` or `password_not_accepted` (both invalid).
   */
  async execute(token: string, newPassword: string, caller: Caller = {}): Promise<void> {
    const tokenHash = hashOfSecret(token);
    const user = isResetToken(token) ? await this.ownerOf(tokenHash) : undefined;
    if (!user) {
      throw invalidResetToken();
    }
    const passwordHash = await this.passwords.prepare(newPassword, user);
    if ((await this.resets.spend(tokenHash)) !== user.id) {
      throw invalidResetToken();
    }
    await this.passwords.overwrite(user, passwordHash);
    await this.passwords.forgetFailures(user.email);
    if (caller.address) {
      await this.sessions.rememberNetwork(addressKey(caller.address), user.id);
    }
  }

  private async ownerOf(tokenHash: string): Promise<UserWithPassword | undefined> {
    const userId = await this.resets.userOf(tokenHash);
    const user = userId === undefined ? undefined : await this.users.findById(userId);
    return user && !user.disabled ? this.users.findByEmail(user.email) : undefined;
  }
}
