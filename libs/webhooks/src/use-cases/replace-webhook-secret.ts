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
    const [before] = (await this.webhooks.ofOwner(ownerId, id))?.secrets ?? [];
    if (!before) {
      throw webhookNotFound();
    }
    const { secret, sealed } = this.secrets.create();
    const until = new Date(Date.now() + secretOverlapSeconds * 1000);
    const secrets = [{ sealed }, { ...before, until }];
    const changed = await this.webhooks.change(ownerId, id, { secrets }, before.sealed);
    // Somebody else was faster: theirs is the one before now.
    return changed ? secret : this.execute(ownerId, id);
  }
}
