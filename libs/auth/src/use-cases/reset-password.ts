import { Injectable } from '@nestjs/common';
import { invalidResetToken } from '../domain/auth.errors';
import { isResetToken } from '../domain/password-reset';
import { hashOfSecret } from '../domain/refresh-token';
import { UserWithPassword } from '../domain/user';
import { PasswordResetRepository } from '../ports/password-reset.repository';
import { Passwords } from '../ports/passwords';
import { UserRepository } from '../ports/user.repository';

/** Lets whoever holds a token that was e-mailed choose a new password. Ends all log-ins. */
@Injectable()
export class ResetPassword {
  constructor(
    private readonly resets: PasswordResetRepository,
    private readonly users: UserRepository,
    private readonly passwords: Passwords,
  ) {}

  /**
   * A password that is not accepted does not cost the token.
   *
   * @throws DomainError `invalid_reset_token` or `password_not_accepted` (both invalid).
   */
  async execute(token: string, newPassword: string): Promise<void> {
    const tokenHash = hashOfSecret(token);
    const user = isResetToken(token) ? await this.ownerOf(tokenHash) : undefined;
    if (!user) {
      throw invalidResetToken();
    }
    const passwordHash = await this.passwords.prepare(newPassword, user);
    const isSpent = (await this.resets.spend(tokenHash)) === user.id;
    if (!isSpent || !(await this.passwords.replace(user, passwordHash))) {
      throw invalidResetToken();
    }
    await this.passwords.forgetFailures(user.email);
  }

  private async ownerOf(tokenHash: string): Promise<UserWithPassword | undefined> {
    const userId = await this.resets.userOf(tokenHash);
    const user = userId === undefined ? undefined : await this.users.findById(userId);
    return user && !user.disabled ? this.users.findByEmail(user.email) : undefined;
  }
}
