import { Injectable } from '@nestjs/common';
import { notAuthenticated } from '../domain/auth.errors';
import { Session } from '../domain/session';
import { User } from '../domain/user';
import { SessionRepository } from '../ports/session.repository';
import { UserRepository } from '../ports/user.repository';

/** What users may read about themselves. */
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
}
