import { GetSendQuotaCommand, SESClient } from '@aws-sdk/client-ses';
import { Logger } from '@nestjs/common';
import { atMost, failureReasonOf } from '@app/platform';
import { SendPace } from './send-pace';

const askAgainAfterMs = 5 * 60_000;
/** An emulator may leave the question unanswered; the first messages do not wait for that. */
const patienceMs = 1000;

/**
 * Keeps the sends of this process to the account's own rate: `GetSendQuota`, asked at the first send and every five
 * minutes beside later ones. Where it gives no answer, as an emulator may, the last known rate stays; until there is
 * one, only throttling slows us down. Instances do not know of each other: their sum is found by throttling, too.
 */
export class SesSendRate {
  private readonly logger = new Logger(SesSendRate.name);
  private readonly pace = new SendPace();
  private firstAnswer: Promise<void> | undefined;
  private askAgainAt = 0;
  private hasComplained = false;

  constructor(private readonly ses: SESClient) {}

  /** Resolves when the next message may go out; throws `rate_used_up` when that is too far away. */
  async turn(): Promise<void> {
    await this.keepUpToDate();
    await this.pace.turn();
  }

  /** How many messages may be in hand at the same time. */
  get atOnce(): number {
    return this.pace.atOnce;
  }

  slowDown(): void {
    this.pace.slowDown();
  }

  stop(): void {
    this.pace.stop();
  }

  /** Only the first sends wait for the answer. */
  private async keepUpToDate(): Promise<void> {
    const now = performance.now();
    if (now >= this.askAgainAt) {
      this.askAgainAt = now + askAgainAfterMs;
      const answer = this.ask();
      this.firstAnswer ??= atMost(patienceMs, answer);
    }
    await this.firstAnswer;
  }

  private async ask(): Promise<void> {
    try {
      const { MaxSendRate: perSecond = 0 } = await this.ses.send(new GetSendQuotaCommand({}));
      if (perSecond > 0) {
        this.pace.limitTo(perSecond);
      }
    } catch (error) {
      if (!this.hasComplained) {
        this.logger.warn({ reason: failureReasonOf(error) }, 'SES does not tell its send rate');
      }
      this.hasComplained = true;
    }
  }
}
