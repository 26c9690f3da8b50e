import { Injectable } from '@nestjs/common';
import { Page } from '@app/contracts';
import { notAuthenticated, userNotFound } from '../domain/auth.errors';
import { Session } from '../domain/session';
import { User } from '../domain/user';
import { SessionRepository } from '../ports/session.repository';
import { UserFilter, UserRepository } from '../ports/user.repository';

/** What users may read about themselves, and administrators about all. */
@Injectable()
export class AuthQueries {
  constructor(
    private readonly users: UserRepository,
    private readonly sessions: SessionRepository,
  ) {}

  /** @throws DomainError `not_authenticated` (unauthenticated) when the user behind a token is gone or disabled. */
  async userById(id: string): Promise<User> {
    const user = await this.users.findById(id);
    if (!user || user.disabled) {
      throw notAuthenticated();
    }
    return user;
  }

  /** The user's log-ins that have not ended, newest first. */
  ownSessions(userId: string): Promise<Session[]> {
    return this.sessions.listOf(userId);
  }

  /** For administrators: newest first. */
  accounts(filter: UserFilter): Promise<Page<User>> {
    return this.users.list(filter);
  }

  /** For administrators. @throws DomainError `user_not_found` (not_found). */
  async account(id: string): Promise<User> {
    const user = await this.users.findById(id);
    if (!user) {
      throw userNotFound();
    }
    return user;
  }
}
