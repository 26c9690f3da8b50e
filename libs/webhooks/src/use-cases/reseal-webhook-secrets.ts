import { Injectable } from '@nestjs/common';
import { signingSecrets } from '../domain/webhook';
import { WebhookSecrets } from '../ports/webhook-secrets';
import { WebhookRepository } from '../ports/webhook.repository';

/** Brings the secrets that were sealed under the key of before under the current one, so that the former can be taken away. */
@Injectable()
export class ResealWebhookSecrets {
  constructor(
    private readonly webhooks: WebhookRepository,
    private readonly secrets: WebhookSecrets,
  ) {}

  /** The ids of webhooks whose secrets nobody can read any more: their owners have to replace them. */
  async execute(): Promise<string[]> {
    const unreadable: string[] = [];
    for await (const webhook of this.webhooks.sealedOtherwise(this.secrets.keyId)) {
      const { id } = webhook;
      for (const { sealed } of signingSecrets(webhook, new Date())) {
        const resealed = this.resealed(sealed);
        await (resealed === undefined ? unreadable.push(id) : this.webhooks.reseal(id, sealed, resealed));
      }
    }
    return [...new Set(unreadable)];
  }

  private resealed(sealed: string): string | undefined {
    try {
      return this.secrets.reseal(sealed);
    } catch {
      return undefined;
    }
  }
}
