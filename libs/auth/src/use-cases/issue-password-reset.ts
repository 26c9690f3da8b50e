import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { passwordResetMinutes } from '../domain/password-reset';
import { hashOfSecret } from '../domain/refresh-token';
import { PasswordResetRepository } from '../ports/password-reset.repository';

/** Makes the token that an e-mail about a forgotten password carries, at the moment it is sent: nothing else ever holds it. */
@Injectable()
export class IssuePasswordReset {
  constructor(private readonly resets: PasswordResetRepository) {}

  async execute(userId: string): Promise<{ token: string; validMinutes: number }> {
    const token = randomBytes(32).toString('base64url');
    await this.resets.open({ tokenHash: hashOfSecret(token), userId, validMinutes: passwordResetMinutes });
    return { token, validMinutes: passwordResetMinutes };
  }
}
