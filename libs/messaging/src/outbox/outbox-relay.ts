import { BeforeApplicationShutdown, Injectable, Logger, OnApplicationBootstrap } from '@nestjs/common';
import { OrderEvent } from '@app/contracts';
import { atMost, RecurringWork } from '@app/platform';
import { EventPublisher } from './event-publisher';
import { Outbox } from './outbox';
import { SentEvents } from './sent-events';

const batchSize = 500;
/** From one batch to the next at least: under load events are left to gather, for fewer requests to the queue. */
const gatheringMs = 80;
const sweepIntervalMs = 1000;
const markIntervalMs = 500;
/** A queue that does not answer must not keep a stopping process from closing its server. */
const patienceMs = 3000;
/** More than this is left to the sweep: memory stays bounded while the queue is away. */
const maxWaiting = 10_000;
/** Most events have their effect within this, and leave the outbox with it; well before a sweep would send them again. */
const markAfterMs = 2000;

/**
 * Brings committed events to their queues, at least once. Right after a commit they are announced from memory;
 * what a crash or an outage leaves behind, and what a queue has lost, a sweep of the database finds.
 */
@Injectable()
export class OutboxRelay implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(OutboxRelay.name);
  private readonly waiting: OrderEvent[] = [];
  private readonly sent = new SentEvents();
  private delivering: Promise<void> | undefined;
  private readonly sweeping = new RecurringWork(() => this.sweep(), sweepIntervalMs);
  /** Apart from the sweep, which may be long: what is not marked in time would be swept, too. */
  private readonly marking = new RecurringWork(() => this.mark(this.sent.takeOlderThan(markAfterMs)), markIntervalMs);
  private isStopping = false;
  private stop: () => void;
  private readonly stopped = new Promise<void>((resolve) => {
    this.stop = resolve;
  });

  constructor(
    private readonly outbox: Outbox,
    private readonly publisher: EventPublisher,
  ) {}

  /** Sends events that were just committed. Returns at once and never fails. */
  announce(events: readonly OrderEvent[]): void {
    if (this.waiting.length < maxWaiting && !this.isStopping) {
      this.waiting.push(...events);
    }
    if (this.waiting.length > 0) {
      this.delivering ??= this.deliverWaiting();
    }
  }

  onApplicationBootstrap(): void {
    this.sweeping.start();
    this.marking.start();
  }

  /** Sends at most one more batch: what waits beyond is left to the sweep of another process, or of the next start. */
  async beforeApplicationShutdown(): Promise<void> {
    this.isStopping = true;
    this.stop();
    this.waiting.splice(batchSize);
    this.sweeping.stop();
    this.marking.stop();
    await Promise.all([
      atMost(patienceMs, Promise.resolve(this.delivering)),
      this.sweeping.ended(patienceMs),
      this.marking.ended(patienceMs),
    ]);
    await atMost(patienceMs, this.mark(this.sent.takeAll()));
  }

  /** Ends in the same breath as it last looked: what is announced a moment later starts anew instead of waiting. */
  private async deliverWaiting(): Promise<void> {
    while (this.waiting.length > 0) {
      const batch = this.waiting.splice(0, batchSize);
      const gathered = atMost(gatheringMs, this.stopped);
      this.sent.add(await this.publisher.publish(batch));
      await gathered;
    }
    this.delivering = undefined;
  }

  private async sweep(): Promise<void> {
    try {
      await this.sendOverdue();
      await this.sendUnanswered();
    } catch (error) {
      this.logger.error('The outbox could not be swept; trying again', error);
    }
  }

  /** Goes on while the queue takes everything: what an outage left behind is not for one batch a second. */
  private async sendOverdue(): Promise<void> {
    let overdue: readonly OrderEvent[];
    let delivered: readonly OrderEvent[];
    do {
      overdue = await this.outbox.claimOverdue(batchSize);
      if (overdue.length > 0) {
        this.logger.warn({ events: overdue.length }, 'Announcing events that were left behind');
      }
      delivered = await this.publisher.publish(overdue);
      await this.mark(delivered);
    } while (delivered.length === batchSize && !this.isStopping);
  }

  private async sendUnanswered(): Promise<void> {
    const unanswered = await this.outbox.unanswered(batchSize);
    if (unanswered.length > 0 && (await this.publisher.hasCaughtUp())) {
      const claimed = await this.outbox.claimUnanswered(unanswered);
      const sent = await this.publisher.publish(claimed);
      this.logger.warn({ claimed: claimed.length, sent: sent.length }, 'Announcing events again that had no effect yet');
    }
  }

  private async mark(sent: readonly OrderEvent[]): Promise<void> {
    try {
      await this.outbox.markDelivered(sent);
    } catch (error) {
      this.logger.error('Events could not be marked as delivered; they will be sent again', error);
    }
  }
}
