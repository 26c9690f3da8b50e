import { Injectable } from '@nestjs/common';
import { parseRefreshToken } from '../domain/refresh-token';
import { SessionRepository } from '../ports/session.repository';

/** Ends the log-in a refresh token belongs to. Any token of it will do, an unknown one changes nothing: it can be repeated. */
@Injectable()
export class LogOut {
  constructor(private readonly sessions: SessionRepository) {}

  async execute(refreshToken: string): Promise<void> {
    const token = parseRefreshToken(refreshToken);
    if (token) {
      await this.sessions.revoke(token.sessionId, 'logged_out');
    }
  }
}
