import { Logger } from '@nestjs/common';
import { failureReasonOf } from '../logging/failure-reason';
import { GaugeReading, GaugeSource } from './gauge-source';

/** However many scrape, and however often. */
const freshMs = 5000;
/** Prometheus gives up a scrape after ten seconds. */
const patienceMs = 2000;

/** What a source told last, for as long as that is fresh. */
export class GaugeReadings {
  /** Whether the source answered in time when it was last asked. */
  isUp = false;
  failures = 0;
  private readonly logger = new Logger(GaugeReadings.name);
  private latest: readonly GaugeReading[] = [];
  private endedAt = -Infinity;
  private refreshing: Promise<void> | undefined;
  private answer: Promise<readonly GaugeReading[]> | undefined;

  constructor(readonly source: GaugeSource) {}

  of(name: string): readonly GaugeReading[] {
    return this.latest.filter((reading) => reading.name === name);
  }

  get all(): readonly GaugeReading[] {
    return this.latest;
  }

  /** Asks the source, unless its last answer is fresh. Never fails, and waits for two seconds at the longest. */
  async refresh(): Promise<void> {
    if (performance.now() - this.endedAt >= freshMs) {
      this.refreshing ??= this.ask();
      await this.refreshing;
    }
  }

  private async ask(): Promise<void> {
    try {
      this.latest = await this.answerInTime();
      this.isUp = true;
    } catch (error) {
      this.tellOnce(error);
      this.latest = [];
      this.isUp = false;
      this.failures += 1;
    }
    this.endedAt = performance.now();
    this.refreshing = undefined;
  }

  private tellOnce(error: unknown): void {
    if (this.isUp || this.failures === 0) {
      this.logger.warn(`The gauges of ${this.source.source} cannot be read: ${failureReasonOf(error)}`);
    }
  }

  /** A source that still owes its last answer is waited for again, not asked again. */
  private async answerInTime(): Promise<readonly GaugeReading[]> {
    this.answer ??= this.source.read().finally(() => (this.answer = undefined));
    let timer: NodeJS.Timeout | undefined;
    const patience = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error('The source does not answer.')), patienceMs);
    });
    return Promise.race([this.answer, patience]).finally(() => clearTimeout(timer));
  }
}
