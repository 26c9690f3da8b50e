import { Injectable, Logger } from '@nestjs/common';
import { ownAccount, userNotFound } from '../domain/auth.errors';
import { User } from '../domain/user';
import { SessionRepository } from '../ports/session.repository';
import { AccessChange, UserRepository } from '../ports/user.repository';

export interface UserChange extends AccessChange {
  readonly requestId?: string;
}

/** An administrator disables or enables somebody, or gives them another role. Who is disabled, or has another role, is logged out everywhere. */
@Injectable()
export class ChangeUser {
  private readonly logger = new Logger(ChangeUser.name);

  constructor(
    private readonly users: UserRepository,
    private readonly sessions: SessionRepository,
  ) {}

  /**
   * @throws DomainError `user_not_found` (not_found), `own_account` (conflict), `version_mismatch` (precondition_failed), or
   *   `forbidden` (forbidden) when whoever asks is no administrator any more.
   */
  async execute({ requestId, ...change }: UserChange): Promise<User> {
    const { userId, by, role = 'admin', disabled = false } = change;
    if (userId === by && (disabled || role !== 'admin')) {
      throw ownAccount();
    }
    const changed = await this.users.changeAccess(change);
    if (!changed) {
      throw userNotFound();
    }
    this.report(changed, { userId, by, requestId });
    await this.endSessions(changed, disabled);
    return changed.after;
  }

  private report({ before, after }: Record<'before' | 'after', User>, fields: object): void {
    if (before.disabled !== after.disabled) {
      this.logger.warn('A user was disabled or enabled', { event: after.disabled ? 'user_disabled' : 'user_enabled', ...fields });
    }
    if (before.role !== after.role) {
      this.logger.warn('A role was changed', { event: 'role_changed', ...fields, role: after.role });
    }
  }

  /** To disable once more does it again: the first time may have been cut short. */
  private async endSessions({ before, after }: Record<'before' | 'after', User>, isToBeDisabled: boolean): Promise<void> {
    if (isToBeDisabled) {
      await this.sessions.revokeAllOf(after.id, 'user_disabled');
    } else if (before.role !== after.role) {
      await this.sessions.revokeAllOf(after.id, 'role_changed');
    }
  }
}
