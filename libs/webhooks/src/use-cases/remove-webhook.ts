import { Injectable } from '@nestjs/common';
import { webhookNotFound } from '../domain/webhooks.errors';
import { WebhookDeliveryRepository } from '../ports/webhook-delivery.repository';
import { WebhookRepository } from '../ports/webhook.repository';

/** Removes a webhook, and all that was on its way to it. */
@Injectable()
export class RemoveWebhook {
  constructor(
    private readonly webhooks: WebhookRepository,
    private readonly deliveries: WebhookDeliveryRepository,
  ) {}

  /** @throws DomainError `webhook_not_found` (not_found). */
  async execute(ownerId: string, id: string): Promise<void> {
    if (!(await this.webhooks.remove(ownerId, id))) {
      throw webhookNotFound();
    }
    await this.deliveries.removeAllOf(id);
  }
}
