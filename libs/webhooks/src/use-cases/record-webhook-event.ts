import { Injectable } from '@nestjs/common';
import { OrderEvent } from '@app/contracts';
import { webhookEventOf } from '../domain/webhook-delivery';
import { WebhookDeliveryRepository } from '../ports/webhook-delivery.repository';
import { WebhookRepository } from '../ports/webhook.repository';

/** Puts an order event on its way to every webhook that wants to be told. */
@Injectable()
export class RecordWebhookEvent {
  constructor(
    private readonly webhooks: WebhookRepository,
    private readonly deliveries: WebhookDeliveryRepository,
  ) {}

  /** Once it resolves the event is on record for each of them, and needs no further call; repeated, it changes nothing. The ids of those that want it. */
  async execute(event: OrderEvent): Promise<readonly string[]> {
    const listening = await this.webhooks.listeningTo({ userId: event.data.userId, type: event.type });
    const webhookIds = listening.map(({ id }) => id);
    if (webhookIds.length > 0) {
      await this.deliveries.record(webhookEventOf(event), webhookIds);
    }
    return webhookIds;
  }
}
