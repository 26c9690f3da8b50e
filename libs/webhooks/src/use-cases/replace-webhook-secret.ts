import { Injectable } from '@nestjs/common';
import { secretOverlapSeconds } from '../domain/webhook';
import { webhookNotFound } from '../domain/webhooks.errors';
import { WebhookSecrets } from '../ports/webhook-secrets';
import { WebhookRepository } from '../ports/webhook.repository';

/** Gives a webhook another signing secret. The one of before signs beside it for a day, so that receivers can follow. */
@Injectable()
export class ReplaceWebhookSecret {
  constructor(
    private readonly webhooks: WebhookRepository,
    private readonly secrets: WebhookSecrets,
  ) {}

  /** The new secret, which nobody can read later. @throws DomainError `webhook_not_found` (not_found). */
  async execute(ownerId: string, id: string): Promise<string> {
    const webhook = await this.webhooks.ofOwner(ownerId, id);
    const { secret, sealed } = this.secrets.create();
    const until = new Date(Date.now() + secretOverlapSeconds * 1000);
    const replaced = webhook?.secrets.slice(0, 1).map((before) => ({ ...before, until })) ?? [];
    if (!webhook || !(await this.webhooks.change(ownerId, id, { secrets: [{ sealed }, ...replaced] }))) {
      throw webhookNotFound();
    }
    return secret;
  }
}
