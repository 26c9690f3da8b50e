import { BeforeApplicationShutdown, Injectable } from '@nestjs/common';
import { isFinal, OrderRepository, TimelineEntry } from '@app/orders';
import { Follower } from './follower';
import { OrderUpdates } from './order-updates';

/** A hint can be lost; the database is asked this often in any case. */
const lookMs = 5000;
/** Who was logged out, or disabled, does not follow for longer. */
const longestMs = 10 * 60_000;

/** Tells the timeline of an order as it grows: woken by the live update, and by a slow look at the database. */
@Injectable()
export class FollowOrder implements BeforeApplicationShutdown {
  private readonly followers = new Set<Follower>();
  private isStopping = false;

  constructor(
    private readonly orders: OrderRepository,
    private readonly updates: OrderUpdates,
  ) {}

  /**
   * The entries behind `seq`, each once and in their order; `undefined` about every five seconds in which there are none.
   * Ends with the order, when the follower is gone, after ten minutes, and when the process stops.
   */
  async *execute(orderId: string, seq: number, follower: Follower): AsyncGenerator<TimelineEntry | undefined> {
    const until = performance.now() + longestMs;
    const hints = this.updates.of(orderId).subscribe(() => follower.bell.ring());
    this.followers.add(follower);
    try {
      for (let told = seq; this.goesOn(follower) && performance.now() < until; await follower.bell.heard(lookMs)) {
        // The database may be away for a moment: that is no news.
        const order = await this.orders.byId(orderId).catch(() => undefined);
        const news = order?.timeline.filter((entry) => entry.seq > told) ?? [];
        yield* news.length > 0 ? news : [undefined];
        told = news.at(-1)?.seq ?? told;
        if (order && isFinal(order.status)) {
          return;
        }
      }
    } finally {
      this.followers.delete(follower);
      hints.unsubscribe();
    }
  }

  beforeApplicationShutdown(): void {
    this.isStopping = true;
    this.followers.forEach((follower) => follower.leave());
  }

  private goesOn({ isGone }: Follower): boolean {
    return !isGone && !this.isStopping;
  }
}
