import { Injectable, Logger, OnApplicationBootstrap } from '@nestjs/common';
import { throughOutage } from '@app/platform';
import { ResealWebhookSecrets } from '@app/webhooks';

/** Before the app serves: the secrets of webhooks are kept under the current JWT_SECRET, so that the one of before can go. */
@Injectable()
export class ResealSecretsHook implements OnApplicationBootstrap {
  private readonly logger = new Logger(ResealSecretsHook.name);

  constructor(private readonly resealWebhookSecrets: ResealWebhookSecrets) {}

  async onApplicationBootstrap(): Promise<void> {
    const unreadable = await throughOutage(() => this.resealWebhookSecrets.execute(), this.logger);
    if (unreadable.length > 0) {
      this.logger.warn({ webhookIds: unreadable }, 'JWT_SECRET was changed without JWT_SECRET_PREVIOUS: these webhooks need new secrets');
    }
  }
}
