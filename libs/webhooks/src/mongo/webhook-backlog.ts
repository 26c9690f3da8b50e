import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { GaugeReading, Metrics } from '@app/platform';
import { Model } from 'mongoose';
import { WebhookDeliveryState } from '../domain/webhook-delivery';
import { waitingIndex, WebhookDeliveryRecord } from './webhook-delivery.record';

/** What is counted ends here: a backlog must not be made worse by counting it. */
const mostCounted = 10_000;
const maxTimeMS = 2000;
const unsettled: readonly WebhookDeliveryState[] = ['waiting', 'sending'];

interface Group {
  readonly _id: WebhookDeliveryState;
  readonly count: number;
  /** Milliseconds. */
  readonly age: number;
}

/** What webhooks are still to be told, as the database knows it. */
@Injectable()
export class WebhookBacklog {
  constructor(
    @InjectModel(WebhookDeliveryRecord.name) private readonly deliveries: Model<WebhookDeliveryRecord>,
    metrics: Metrics,
  ) {
    metrics.readFrom({
      source: 'webhooks',
      gauges: [
        { name: 'webhook_deliveries_unsettled', help: `Webhook deliveries that are neither delivered nor given up, of ${mostCounted}.` },
        { name: 'webhook_deliveries_overdue_seconds', help: 'How long the one of them that waits longest should have been taken up; 0 without one.' },
      ],
      read: () => this.read(),
    });
  }

  private async read(): Promise<GaugeReading[]> {
    const groups = await this.deliveries
      .aggregate<Group>([
        { $match: { dueAt: { $exists: true } } },
        { $limit: mostCounted },
        { $group: { _id: '$state', count: { $sum: 1 }, first: { $min: '$dueAt' } } },
        { $project: { count: 1, age: { $subtract: ['$$NOW', '$first'] } } },
      ])
      .hint(waitingIndex)
      .option({ maxTimeMS });
    return [
      ...unsettled.map((state) => ({
        name: 'webhook_deliveries_unsettled',
        labels: { state },
        value: groups.find(({ _id }) => _id === state)?.count ?? 0,
      })),
      { name: 'webhook_deliveries_overdue_seconds', value: Math.max(0, ...groups.map(({ age }) => age)) / 1000 },
    ];
  }
}
