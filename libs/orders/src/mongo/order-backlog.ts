import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { GaugeReading, Metrics } from '@app/platform';
import { Model } from 'mongoose';
import { OrderDocument, orderModel } from './order.schema';

/** What is counted ends here: a backlog must not be made worse by counting it. */
const mostCounted = 10_000;
const maxTimeMS = 2000;
const undecided = { status: 'PENDING' } as const;
const unsent = { unsentSince: { $exists: true } };

/** What waits to be decided, and to be announced, as the database knows it. */
@Injectable()
export class OrderBacklog {
  constructor(
    @InjectModel(orderModel) private readonly orders: Model<OrderDocument>,
    metrics: Metrics,
  ) {
    metrics.readFrom({
      source: 'orders',
      gauges: [
        { name: 'orders_undecided', help: `Orders that wait for a decision; ${mostCounted} means so many or more.` },
        { name: 'orders_undecided_oldest_age_seconds', help: 'Since the oldest order without a decision was placed; 0 without one.' },
        { name: 'outbox_orders', help: `Orders with events that are not known to be on their queue; ${mostCounted} means so many or more.` },
        { name: 'outbox_oldest_age_seconds', help: 'Since the oldest of those events; 0 without one.' },
      ],
      read: async () => (await Promise.all([this.undecided(), this.unsent()])).flat(),
    });
  }

  /** Ids grow with time: the first is the oldest. */
  private async undecided(): Promise<GaugeReading[]> {
    const [count, oldest] = await Promise.all([
      this.orders.countDocuments(undecided, { limit: mostCounted, maxTimeMS }),
      this.orders
        .findOne<{ age: number }>(undecided, { age: millisecondsSince('$createdAt') }, { maxTimeMS })
        .sort({ _id: 1 })
        .lean<{ age: number }>(),
    ]);
    return [
      { name: 'orders_undecided', value: count },
      { name: 'orders_undecided_oldest_age_seconds', value: (oldest?.age ?? 0) / 1000 },
    ];
  }

  /** Whoever undertakes to send events makes them young again in the index: their own time tells how old they are. */
  private async unsent(): Promise<GaugeReading[]> {
    const [found] = await this.orders
      .aggregate<{ count: number; age: number }>([
        { $match: unsent },
        { $limit: mostCounted },
        { $group: { _id: null, count: { $sum: 1 }, oldest: { $min: { $first: '$outbox.occurredAt' } } } },
        { $project: { count: 1, age: millisecondsSince({ $toDate: '$oldest' }) } },
      ])
      .option({ maxTimeMS });
    return [
      { name: 'outbox_orders', value: found?.count ?? 0 },
      { name: 'outbox_oldest_age_seconds', value: (found?.age ?? 0) / 1000 },
    ];
  }
}

/** By the database's clock. */
function millisecondsSince(time: string | object): object {
  return { $max: [0, { $subtract: ['$$NOW', time] }] };
}
