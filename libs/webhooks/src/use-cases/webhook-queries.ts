import { Injectable } from '@nestjs/common';
import { Page } from '@app/contracts';
import { Webhook } from '../domain/webhook';
import { WebhookDelivery } from '../domain/webhook-delivery';
import { webhookNotFound } from '../domain/webhooks.errors';
import { DeliveryPageRequest, WebhookDeliveryRepository } from '../ports/webhook-delivery.repository';
import { WebhookRepository } from '../ports/webhook.repository';

/** Reads of webhooks and of what they were told, each limited to their owner. */
@Injectable()
export class WebhookQueries {
  constructor(
    private readonly webhooks: WebhookRepository,
    private readonly deliveries: WebhookDeliveryRepository,
  ) {}

  /** The oldest first; ten at most. */
  all(ownerId: string): Promise<Webhook[]> {
    return this.webhooks.allOf(ownerId);
  }

  /** @throws DomainError `webhook_not_found` (not_found). */
  async one(ownerId: string, id: string): Promise<Webhook> {
    const webhook = await this.webhooks.ofOwner(ownerId, id);
    if (!webhook) {
      throw webhookNotFound();
    }
    return webhook;
  }

  /** Newest first. @throws DomainError `webhook_not_found` (not_found). */
  async deliveriesOf(ownerId: string, request: DeliveryPageRequest): Promise<Page<WebhookDelivery>> {
    await this.one(ownerId, request.webhookId);
    return this.deliveries.page(request);
  }
}
