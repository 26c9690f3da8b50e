import { Injectable } from '@nestjs/common';
import { sessionNotFound } from '../domain/auth.errors';
import { SessionRepository } from '../ports/session.repository';

/** Ends one log-in of a user: that of a lost phone, say. */
@Injectable()
export class EndSession {
  constructor(private readonly sessions: SessionRepository) {}

  /** @throws DomainError `session_not_found` (not_found), also when it is somebody else's. */
  async execute(userId: string, sessionId: string): Promise<void> {
    const isEnded = await this.sessions.revokeOwn(userId, sessionId, 'logged_out');
    if (!isEnded) {
      throw sessionNotFound();
    }
  }
}
