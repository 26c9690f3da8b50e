import { OrderEvent } from '@app/contracts';

interface Sent {
  readonly at: number;
  readonly events: readonly OrderEvent[];
}

/** Events that are on their queue and may still stand in the outbox, by the time they were sent. */
export class SentEvents {
  private readonly sent: Sent[] = [];

  add(events: readonly OrderEvent[]): void {
    this.sent.push({ at: performance.now(), events });
  }

  /** Those that were sent at least so many milliseconds ago, and forgets them. */
  takeOlderThan(milliseconds: number): OrderEvent[] {
    const latest = performance.now() - milliseconds;
    const firstYounger = this.sent.findIndex(({ at }) => at > latest);
    return this.take(firstYounger < 0 ? this.sent.length : firstYounger);
  }

  takeAll(): OrderEvent[] {
    return this.take(this.sent.length);
  }

  private take(count: number): OrderEvent[] {
    return this.sent.splice(0, count).flatMap(({ events }) => events);
  }
}
