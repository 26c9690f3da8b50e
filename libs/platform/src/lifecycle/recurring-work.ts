import { atMost } from './at-most';

/**
 * Does some work about every so often, never twice at once, until it is stopped. Jitter keeps several processes from
 * doing it at the same moment. The work must not fail.
 */
export class RecurringWork {
  private current: Promise<void> | undefined;
  private timer: NodeJS.Timeout | undefined;
  private isStopped = false;

  constructor(
    private readonly work: () => Promise<void>,
    private readonly intervalMs: number,
  ) {}

  /** Does it for the first time after one interval. */
  start(): void {
    this.timer = setTimeout(
      () => {
        this.current = this.work().finally(() => this.isStopped || this.start());
      },
      this.intervalMs * (0.5 + Math.random()),
    );
  }

  /** Begins it no more; what is under way goes on. */
  stop(): void {
    this.isStopped = true;
    clearTimeout(this.timer);
  }

  /** Resolves when what is under way has ended, or after `patienceMs`. */
  async ended(patienceMs: number): Promise<void> {
    await atMost(patienceMs, Promise.resolve(this.current));
  }
}
