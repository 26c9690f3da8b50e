import { Injectable } from '@nestjs/common';
import { atLeast, RateLimit, RateLimits, tooManyRequests } from '@app/platform';
import { normaliseEmail } from '../domain/email';
import { AccountNotices } from '../ports/account-notices';
import { UserRepository } from '../ports/user.repository';

/** Of each e-mail, whether anybody has it or not: what comes beyond would only fill somebody's mailbox. */
const requests: RateLimit = { name: 'password-resets', limit: 5, seconds: 3600 };

/** Longer than it takes to put an e-mail on record, so that the time does not tell whether there was anybody to write to. */
const answerAfterMs = 250;

/** Has a token e-mailed to somebody who forgot their password. Neither the answer nor its time tells who has an account. */
@Injectable()
export class RequestPasswordReset {
  constructor(
    private readonly users: UserRepository,
    private readonly notices: AccountNotices,
    private readonly limits: RateLimits,
  ) {}

  /** @throws DomainError `too_many_requests` (too_many_requests) after five in an hour. */
  async execute(text: string): Promise<void> {
    const email = normaliseEmail(text);
    const allowance = await this.limits.take(requests, email);
    if (allowance.isExceeded) {
      throw tooManyRequests(allowance);
    }
    await atLeast(answerAfterMs, this.tellIfKnown(email));
  }

  private async tellIfKnown(email: string): Promise<void> {
    const user = await this.users.findByEmail(email);
    if (user && !user.disabled) {
      await this.notices.tell(user.id, 'password_reset');
    }
  }
}
