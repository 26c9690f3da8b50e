import { Injectable } from '@nestjs/common';
import { SessionRepository } from '../ports/session.repository';

/** Ends every log-in of a user, the current one included. */
@Injectable()
export class LogOutEverywhere {
  constructor(private readonly sessions: SessionRepository) {}

  execute(userId: string): Promise<void> {
    return this.sessions.revokeAllOf(userId, 'logged_out_everywhere');
  }
}
