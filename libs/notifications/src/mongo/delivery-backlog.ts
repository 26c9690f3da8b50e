import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { GaugeReading, Metrics } from '@app/platform';
import { Model } from 'mongoose';
import { DeliveryState } from '../domain/delivery';
import { DeliveryDocument, deliveryModel } from './delivery.schema';

/** What is counted ends here: a backlog must not be made worse by counting it. */
const mostCounted = 10_000;
const maxTimeMS = 2000;
const unsettled = { dueAt: { $exists: true } };

type Series = { state: DeliveryState; channel: string };

/** What customers are still to be told, as the database knows it. */
@Injectable()
export class DeliveryBacklog {
  /** Those that were told of once: a line that ends says less than one at zero. */
  private readonly series = new Map<string, Series>();

  constructor(
    @InjectModel(deliveryModel) private readonly deliveries: Model<DeliveryDocument>,
    metrics: Metrics,
  ) {
    metrics.readFrom({
      source: 'notifications',
      gauges: [
        { name: 'notification_deliveries_unsettled', help: `Notifications that are neither sent nor given up, of the ${mostCounted} that are due first.` },
        { name: 'notification_deliveries_overdue_seconds', help: 'How long the one that waits longest should have been taken up; 0 without one.' },
      ],
      read: () => this.read(),
    });
  }

  async read(): Promise<GaugeReading[]> {
    return (await Promise.all([this.unsettled(), this.overdue()])).flat();
  }

  private async unsettled(): Promise<GaugeReading[]> {
    const groups = await this.deliveries
      .aggregate<{ _id: Series; count: number }>([
        { $match: unsettled },
        { $sort: { dueAt: 1 } },
        { $limit: mostCounted },
        { $group: { _id: { state: '$state', channel: '$channel' }, count: { $sum: 1 } } },
      ])
      .option({ maxTimeMS });
    const counts = new Map(groups.map(({ _id, count }) => [keyOf(_id), count]));
    groups.forEach(({ _id }) => this.series.set(keyOf(_id), _id));
    return [...this.series].map(([key, labels]) => ({ name: 'notification_deliveries_unsettled', labels, value: counts.get(key) ?? 0 }));
  }

  private async overdue(): Promise<GaugeReading[]> {
    const first = await this.deliveries
      .findOne(unsettled, { age: { $subtract: ['$$NOW', '$dueAt'] } }, { maxTimeMS })
      .sort({ dueAt: 1 })
      .lean<{ age: number }>();
    return [{ name: 'notification_deliveries_overdue_seconds', value: Math.max(0, first?.age ?? 0) / 1000 }];
  }
}

function keyOf({ state, channel }: Series): string {
  return `${state} ${channel}`;
}
