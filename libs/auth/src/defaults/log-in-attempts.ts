import { Injectable, Logger } from '@nestjs/common';
import { addressKey, RateLimit, RateLimits, tooManyRequests } from '@app/platform';

const ofAddress: RateLimit = { name: 'log-ins-of-address', limit: 100, seconds: 15 * 60 };
const ofPair: RateLimit = { name: 'log-ins', limit: 10, seconds: 15 * 60 };
const ofAccount: RateLimit = { name: 'log-ins-of-account', limit: 100, seconds: 86_400 };
const blocks: RateLimit = { name: 'log-in-blocks', limit: 1_000_000, seconds: 86_400 };
const firstBlockSeconds = 15;
const longestBlockSeconds = 15 * 60;

/** One try to log in, counted as failed until it is known to be better. */
export interface LogInAttempt {
  /** Whether so many tries failed, from wherever, that only devices which were logged in before should be let in. */
  readonly isUnderAttack: boolean;
  /** The password was right, or could not be checked. */
  forgive(): Promise<void>;
}

/**
 * Slows down who guesses passwords. From one network an account is tried ten times, then after pauses of 15 s, doubling to
 * 15 min; all accounts together a hundred times in 15 min. A hundred failures in a day, from wherever, close the account to
 * devices it does not know, so that nobody can lock out its owner. E-mails nobody has are counted all the same.
 */
@Injectable()
export class LogInAttempts {
  private readonly logger = new Logger(LogInAttempts.name);

  constructor(private readonly limits: RateLimits) {}

  /** @throws DomainError `too_many_requests` (too_many_requests). */
  async begin(email: string, address: string): Promise<LogInAttempt> {
    const network = addressKey(address);
    const pair = `${email} ${network}`;
    await this.takeOfPair(pair, network);
    const fromNetwork = await this.limits.take(ofAddress, network);
    if (fromNetwork.isExceeded) {
      throw tooManyRequests(fromNetwork);
    }
    const { isExceeded: isUnderAttack } = await this.limits.take(ofAccount, email);
    return { isUnderAttack, forgive: () => this.forgive(email, network, pair) };
  }

  /** To be called when somebody has proved that the account is theirs. */
  async forgetFailures(email: string): Promise<void> {
    await this.limits.forget(ofAccount, email);
  }

  private async takeOfPair(pair: string, network: string): Promise<void> {
    const allowance = await this.limits.take(ofPair, pair);
    if (!allowance.isExceeded) {
      return;
    }
    const isFirstRefusal = allowance.taken === ofPair.limit + 1;
    const resetSeconds = isFirstRefusal ? await this.block(pair, network) : allowance.resetSeconds;
    throw tooManyRequests({ ...allowance, resetSeconds });
  }

  private async block(pair: string, network: string): Promise<number> {
    const { taken } = await this.limits.take(blocks, pair);
    const seconds = Math.min(longestBlockSeconds, firstBlockSeconds * 2 ** (taken - 1));
    this.logger.warn('Too many log-ins failed; they have to wait', { event: 'log_in_blocked', address: network, seconds });
    await this.limits.block(ofPair, pair, seconds);
    return seconds;
  }

  private async forgive(email: string, network: string, pair: string): Promise<void> {
    await Promise.all([
      this.limits.giveBack(ofAddress, network),
      this.limits.giveBack(ofAccount, email),
      this.limits.forget(ofPair, pair),
      this.limits.forget(blocks, pair),
    ]);
  }
}
