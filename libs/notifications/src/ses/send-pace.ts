import { rateUsedUp } from '../domain/notifications.errors';

/** With six seconds for SES itself this stays well below a delivery's lease. */
const longestWaitMs = 15_000;
const slowForMs = 60_000;
/** What is answered within this belongs to the same burst, and slows down once. */
const burstMs = 1000;
/** Half of this is the pace when SES throttles while its rate is unknown. */
const presumedPerSecond = 20;

/** A message waits here for its turn for about so long; what comes beyond that is better kept in the database. */
const inHandSeconds = 2;
const mostInHand = 200;
/** Without a rate nothing spaces them: more at once would only hold up what else this process does. */
const inHandWithoutRate = 25;

/** A token bucket of one: sends of this process leave evenly spaced, at SES's own rate. Without limit until that is known. */
export class SendPace {
  private readonly waiting = new Set<() => void>();
  private perSecond = Infinity;
  private slowedPerSecond = Infinity;
  private slowedAt = -Infinity;
  private nextTurn = 0;
  private isStopped = false;

  limitTo(perSecond: number): void {
    this.perSecond = perSecond;
  }

  /** How many messages may be in hand, waiting for their turn or on their way. */
  get atOnce(): number {
    const pace = this.paceAt(performance.now());
    return Number.isFinite(pace) ? Math.min(mostInHand, Math.ceil(pace * inHandSeconds)) : inHandWithoutRate;
  }

  /** After SES throttled: half the pace for a minute, half of that if it throttles again meanwhile. */
  slowDown(): void {
    const now = performance.now();
    if (now < this.slowedAt + burstMs) {
      return;
    }
    const pace = this.paceAt(now);
    this.slowedPerSecond = (Number.isFinite(pace) ? pace : presumedPerSecond) / 2;
    this.slowedAt = now;
    this.nextTurn = Math.max(this.nextTurn, now + 1000 / this.slowedPerSecond);
  }

  /**
   * Resolves when it is this send's turn.
   *
   * @throws DomainError `rate_used_up` (too_many_requests) when that is more than 15 s away, or the process stops before.
   */
  async turn(): Promise<void> {
    const now = performance.now();
    const start = Math.max(now, this.nextTurn);
    const wait = start - now;
    if (wait > longestWaitMs || (wait > 0 && this.isStopped)) {
      throw rateUsedUp();
    }
    this.nextTurn = start + 1000 / this.paceAt(now);
    if (wait > 0) {
      await this.passed(wait);
    }
  }

  /** Nobody waits any more: a stopping process leaves what is not out yet to another one. */
  stop(): void {
    this.isStopped = true;
    this.waiting.forEach((giveUp) => giveUp());
  }

  private paceAt(now: number): number {
    return now < this.slowedAt + slowForMs ? Math.min(this.slowedPerSecond, this.perSecond) : this.perSecond;
  }

  private passed(milliseconds: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const giveUp = () => {
        clearTimeout(timer);
        reject(rateUsedUp());
      };
      const timer = setTimeout(() => {
        this.waiting.delete(giveUp);
        resolve();
      }, milliseconds);
      this.waiting.add(giveUp);
    });
  }
}
