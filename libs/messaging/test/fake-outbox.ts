import { OrderEvent } from '@app/contracts';
import { EventPublisher } from '../src/outbox/event-publisher';
import { Outbox } from '../src/outbox/outbox';

/** An outbox in memory; can be away. */
export class FakeOutbox extends Outbox {
  readonly undelivered: OrderEvent[] = [];
  readonly withoutAnswer: OrderEvent[] = [];
  isAway = false;
  /** Everything in it was committed just now: nothing is overdue. */
  isFresh = false;

  holding(...events: OrderEvent[]): void {
    this.undelivered.push(...events);
  }

  override async claimOverdue(limit: number): Promise<OrderEvent[]> {
    this.failIfAway();
    return this.isFresh ? [] : this.undelivered.slice(0, limit);
  }

  override async markDelivered(events: readonly OrderEvent[]): Promise<void> {
    this.failIfAway();
    for (const { id } of events) {
      const place = this.undelivered.findIndex((event) => event.id === id);
      if (place >= 0) {
        this.undelivered.splice(place, 1);
      }
    }
  }

  override async unanswered(limit: number): Promise<OrderEvent[]> {
    return this.withoutAnswer.slice(0, limit);
  }

  override async claimUnanswered(events: readonly OrderEvent[]): Promise<OrderEvent[]> {
    return this.withoutAnswer.splice(0, events.length);
  }

  override async answered(): Promise<void> {
    throw new Error('A relay puts nothing to effect.');
  }

  override async abandoned(): Promise<void> {
    throw new Error('A relay gives nothing up.');
  }

  private failIfAway(): void {
    if (this.isAway) {
      throw new Error('no primary');
    }
  }
}

/** A queue in memory; takes all events but those that are refused, and can be held up. */
export class FakeQueue extends EventPublisher {
  readonly arrived: OrderEvent[] = [];
  /** How many events came with each request. */
  readonly requests: number[] = [];
  isFull = false;
  private readonly refused = new Set<OrderEvent>();
  private held: Promise<void> = Promise.resolve();

  refuse(event: OrderEvent): void {
    this.refused.add(event);
  }

  acceptAgain(): void {
    this.refused.clear();
  }

  /** Nothing arrives any more until the returned function is called. */
  hold(): () => void {
    let release: () => void = () => undefined;
    this.held = new Promise((resolve) => (release = resolve));
    return release;
  }

  override async hasCaughtUp(): Promise<boolean> {
    return !this.isFull;
  }

  override async publish(events: readonly OrderEvent[]): Promise<OrderEvent[]> {
    await this.held;
    this.requests.push(events.length);
    const accepted = events.filter((event) => !this.refused.has(event));
    this.arrived.push(...accepted);
    return accepted;
  }
}
