import { Injectable } from '@nestjs/common';
import { OrderEventType } from '@app/contracts';
import { v7 as newId } from 'uuid';
import { mostWebhooks, Webhook, WebhookOwner, WebhookScope } from '../domain/webhook';
import { notForEverybodysOrders, tooManyWebhooks } from '../domain/webhooks.errors';
import { parseWebhookUrl } from '../domain/webhook-url';
import { WebhookClient } from '../ports/webhook-client';
import { WebhookSecrets } from '../ports/webhook-secrets';
import { WebhookRepository } from '../ports/webhook.repository';

export interface NewWebhook {
  readonly owner: WebhookOwner;
  readonly url: string;
  readonly events: readonly OrderEventType[];
  readonly scope: WebhookScope;
  readonly description: string | null;
}

/** Registers an address to be told of order events from now on. */
@Injectable()
export class RegisterWebhook {
  constructor(
    private readonly webhooks: WebhookRepository,
    private readonly client: WebhookClient,
    private readonly secrets: WebhookSecrets,
  ) {}

  /**
   * Hands out the signing secret, which nobody can read later.
   *
   * @throws DomainError `unacceptable_webhook_url` (invalid), `unreachable_webhook_url` (unprocessable), `forbidden` for
   * everybody's orders, `too_many_webhooks` (conflict).
   */
  async execute({ owner, url, events, scope, description }: NewWebhook): Promise<{ webhook: Webhook; secret: string }> {
    if (scope === 'all' && owner.role !== 'admin') {
      throw notForEverybodysOrders();
    }
    const address = parseWebhookUrl(url);
    await this.client.check(address);
    const { secret, sealed } = this.secrets.create();
    const webhook: Webhook = {
      id: newId(),
      ownerId: owner.id,
      scope,
      url: address.href,
      events,
      description,
      secrets: [{ sealed }],
      createdAt: new Date(),
    };
    if (!(await this.webhooks.add(webhook, mostWebhooks))) {
      throw tooManyWebhooks(mostWebhooks);
    }
    return { webhook, secret };
  }
}
