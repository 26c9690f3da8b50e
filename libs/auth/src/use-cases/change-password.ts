import { Injectable } from '@nestjs/common';
import { currentPasswordWrong, notAuthenticated } from '../domain/auth.errors';
import { Authentication } from '../domain/authentication';
import { Caller } from '../domain/caller';
import { Passwords } from '../ports/passwords';
import { TokenIssuer } from '../ports/token-issuer';
import { UserRepository } from '../ports/user.repository';

export interface PasswordChange {
  readonly userId: string;
  readonly currentPassword: string;
  readonly newPassword: string;
  readonly caller?: Caller;
}

/** Gives somebody who is logged in another password. Ends all their log-ins and opens a new one. */
@Injectable()
export class ChangePassword {
  constructor(
    private readonly users: UserRepository,
    private readonly passwords: Passwords,
    private readonly tokens: TokenIssuer,
  ) {}

  /**
   * @throws DomainError `current_password_wrong`, `password_not_accepted` (both invalid), `not_authenticated`
   *   (unauthenticated) when the user is gone, or `too_many_requests`: here, too, passwords could be guessed.
   */
  async execute({ userId, currentPassword, newPassword, caller = {} }: PasswordChange): Promise<Authentication> {
    const known = await this.users.findById(userId);
    if (!known) {
      throw notAuthenticated();
    }
    const user = await this.passwords.check(known.email, currentPassword, caller);
    if (!user) {
      throw currentPasswordWrong();
    }
    const passwordHash = await this.passwords.prepare(newPassword, user);
    const isReplaced = await this.passwords.replace(user, passwordHash);
    if (!isReplaced) {
      throw currentPasswordWrong();
    }
    return this.tokens.openSession({ ...user, passwordHash }, caller);
  }
}
