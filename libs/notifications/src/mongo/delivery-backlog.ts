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

/** What customers are still to be told, as the database knows it. */
@Injectable()
export class DeliveryBacklog {
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
      read: async () => (await Promise.all([this.unsettled(), this.overdue()])).flat(),
    });
  }

  private async unsettled(): Promise<GaugeReading[]> {
    const groups = await this.deliveries
      .aggregate<{ _id: { state: DeliveryState; channel: string }; count: number }>([
        { $match: unsettled },
        { $sort: { dueAt: 1 } },
        { $limit: mostCounted },
        { $group: { _id: { state: '$state', channel: '$channel' }, count: { $sum: 1 } } },
      ])
      .option({ maxTimeMS });
    return groups.map(({ _id: { state, channel }, count }) => ({
      name: 'notification_deliveries_unsettled',
      labels: { state, channel },
      value: count,
    }));
  }

  private async overdue(): Promise<GaugeReading[]> {
    const first = await this.deliveries
      .findOne(unsettled, { age: { $subtract: ['$$NOW', '$dueAt'] } }, { maxTimeMS })
      .sort({ dueAt: 1 })
      .lean<{ age: number }>();
    return [{ name: 'notification_deliveries_overdue_seconds', value: Math.max(0, first?.age ?? 0) / 1000 }];
  }
}
