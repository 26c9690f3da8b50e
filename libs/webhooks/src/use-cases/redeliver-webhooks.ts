import { Injectable } from '@nestjs/common';
import { webhookDisabled, webhookNotFound } from '../domain/webhooks.errors';
import { WebhookDeliveryRepository } from '../ports/webhook-delivery.repository';
import { WebhookRepository } from '../ports/webhook.repository';

/** Sends deliveries once more, with a day of patience anew. */
@Injectable()
export class RedeliverWebhooks {
  constructor(
    private readonly webhooks: WebhookRepository,
    private readonly deliveries: WebhookDeliveryRepository,
  ) {}

  /**
   * Those named, or all that failed. How many will be sent: what is unknown, or on its way anyway, is not counted.
   *
   * @throws DomainError `webhook_not_found` (not_found), `webhook_disabled` (conflict).
   */
  async execute(ownerId: string, id: string, ids: readonly string[] | 'failed'): Promise<number> {
    const webhook = await this.webhooks.ofOwner(ownerId, id);
    if (!webhook) {
      throw webhookNotFound();
    }
    if (webhook.disabledBecause) {
      throw webhookDisabled();
    }
    return this.deliveries.redeliver(id, ids);
  }
}
