import { Injectable, Logger } from '@nestjs/common';
import { v7 as newId } from 'uuid';
import { isEmailTaken } from '../domain/auth.errors';
import { normaliseEmail } from '../domain/email';
import { acceptPassword } from '../domain/password';
import { UserWithPassword } from '../domain/user';
import { PasswordHasher } from '../ports/password-hasher';
import { SessionRepository } from '../ports/session.repository';
import { UserRepository } from '../ports/user.repository';

/** What it took: an account was made, somebody's was raised to an administrator's, one got this password, or nothing. */
export type AdminEnsured = 'created' | 'raised' | 'password_changed' | 'unchanged';

/** Sees to it that an administrator with this e-mail and password exists. May run in many processes at once, as often as one likes. */
@Injectable()
export class EnsureAdmin {
  private readonly logger = new Logger(EnsureAdmin.name);

  constructor(
    private readonly users: UserRepository,
    private readonly sessions: SessionRepository,
    private readonly hasher: PasswordHasher,
  ) {}

  /** @throws DomainError `password_not_accepted` (invalid). */
  async execute(admin: { email: string; password: string }): Promise<AdminEnsured> {
    const email = normaliseEmail(admin.email);
    const password = acceptPassword(admin.password, email);
    const existing = await this.users.findByEmail(email);
    return existing ? this.promote(existing, password) : this.create(email, password);
  }

  private async create(email: string, password: string): Promise<AdminEnsured> {
    const passwordHash = await this.hasher.hash(password);
    try {
      const { id } = await this.users.add({ id: newId(), email, name: null, role: 'admin', passwordHash });
      this.logger.log('Administrator created', { userId: id });
      return 'created';
    } catch (error) {
      const other = isEmailTaken(error) ? await this.users.findByEmail(email) : undefined;
      if (!other) {
        throw error;
      }
      return this.promote(other, password);
    }
  }

  /**
   * The role comes last: anybody may have registered with this e-mail before, and must be neither logged in
   * nor able to log in when the account becomes an administrator's.
   */
  private async promote(user: UserWithPassword, password: string): Promise<AdminEnsured> {
    const knowsPassword = await this.hasher.verify(password, user.passwordHash);
    if (knowsPassword && user.role === 'admin') {
      return 'unchanged';
    }
    if (!knowsPassword) {
      // Before as well: the next start finds the new password in place, and would not end them.
      await this.sessions.revokeAllOf(user.id, 'password_changed');
      await this.users.changePassword(user.id, await this.hasher.hash(password));
    }
    await this.sessions.revokeAllOf(user.id, 'password_changed');
    await this.users.changeRole(user.id, 'admin');
    this.logger.log('Administrator updated', { userId: user.id });
    return user.role === 'admin' ? 'password_changed' : 'raised';
  }
}
