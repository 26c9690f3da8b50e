import { Injectable } from '@nestjs/common';
import { isFinal, OrderRepository, TimelineEntry } from '@app/orders';
import { Follower } from '../streams/follower';
import { Followers } from '../streams/followers';
import { OrderUpdates } from './order-updates';

/** A hint can be lost; the database is asked this often in any case. */
const lookMs = 5000;

/** Tells the timeline of an order as it grows: woken by the live update, and by a slow look at the database. */
@Injectable()
export class FollowOrder {
  constructor(
    private readonly orders: OrderRepository,
    private readonly updates: OrderUpdates,
    private readonly followers: Followers,
  ) {}

  /**
   * The entries behind `seq`, each once and in their order; `undefined` about every five seconds in which there are none.
   * Ends with the order, when the follower is gone, after ten minutes, and when the process stops.
   */
  async *execute(orderId: string, seq: number, follower: Follower): AsyncGenerator<TimelineEntry | undefined> {
    const hints = this.updates.of(orderId).subscribe(() => follower.bell.ring());
    try {
      let told = seq;
      for await (const _turn of this.followers.turns(follower, lookMs)) {
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
      hints.unsubscribe();
    }
  }
}
