import { Injectable } from '@nestjs/common';
import { OrderEventType } from '@app/contracts';
import { Webhook } from '../domain/webhook';
import { parseWebhookUrl } from '../domain/webhook-url';
import { webhookNotFound } from '../domain/webhooks.errors';
import { WebhookClient } from '../ports/webhook-client';
import { WebhookChange, WebhookRepository } from '../ports/webhook.repository';

/** What is left out stays. */
export interface ChangedWebhook {
  readonly ownerId: string;
  readonly id: string;
  readonly url?: string;
  readonly events?: readonly OrderEventType[];
  readonly description?: string | null;
  readonly isEnabled?: boolean;
}

/** Changes a webhook; what is on its way already goes to the new address. */
@Injectable()
export class ChangeWebhook {
  constructor(
    private readonly webhooks: WebhookRepository,
    private readonly client: WebhookClient,
  ) {}

  /** @throws DomainError `webhook_not_found` (not_found), `unacceptable_webhook_url` (invalid), `unreachable_webhook_url` (unprocessable). */
  async execute({ ownerId, id, url, isEnabled, ...change }: ChangedWebhook): Promise<Webhook> {
    const changed = await this.webhooks.change(ownerId, id, {
      ...change,
      ...(url !== undefined && { url: await this.checked(url) }),
      ...switched(isEnabled),
    });
    if (!changed) {
      throw webhookNotFound();
    }
    return changed;
  }

  private async checked(url: string): Promise<string> {
    const address = parseWebhookUrl(url);
    await this.client.check(address);
    return address.href;
  }
}

function switched(isEnabled: boolean | undefined): WebhookChange {
  return isEnabled === undefined ? {} : { disabledBecause: isEnabled ? null : 'owner' };
}
