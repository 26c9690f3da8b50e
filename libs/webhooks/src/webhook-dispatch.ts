import { BeforeApplicationShutdown, Injectable, Logger, OnApplicationBootstrap, OnModuleDestroy } from '@nestjs/common';
import { atMost, Doorbell } from '@app/platform';
import { WebhookClaim } from './domain/webhook-delivery';
import { SendWebhook } from './use-cases/send-webhook';

const mostInHand = 32;
/** One that does not answer must not keep all hands busy. */
const mostOfOneWebhook = 4;
const lookMs = 1000;
const patienceMs = 4000;

/**
 * Sends what is due, for as long as the process runs: at once what is recorded here, and about once a second what others
 * recorded, what waited, and what a process that died left behind. Any number of instances share the work.
 */
@Injectable()
export class WebhookDispatch implements OnApplicationBootstrap, OnModuleDestroy, BeforeApplicationShutdown {
  private readonly logger = new Logger(WebhookDispatch.name);
  private readonly bell = new Doorbell();
  private readonly inHand = new Map<Promise<void>, string>();
  private isStopping = false;
  private running: Promise<void> | undefined;

  constructor(private readonly sendWebhook: SendWebhook) {}

  onApplicationBootstrap(): void {
    this.running = this.run();
  }

  /** There is something to send. */
  ring(): void {
    this.bell.ring();
  }

  /** Looks for nothing more. */
  onModuleDestroy(): void {
    this.isStopping = true;
    this.bell.ring();
  }

  /** Waits a moment for what is being sent; the lease of the rest runs out by itself. */
  beforeApplicationShutdown(): Promise<void> {
    return atMost(patienceMs, this.ended());
  }

  /** What was being looked for when the end came is sent, too. */
  private async ended(): Promise<void> {
    await this.running;
    await Promise.all(this.inHand.keys());
  }

  private async run(): Promise<void> {
    while (!this.isStopping) {
      const claim = this.inHand.size < mostInHand ? await this.claimNext() : undefined;
      if (claim) {
        this.take(claim);
      } else {
        await this.bell.heard(lookMs * (0.5 + Math.random()));
      }
    }
  }

  private async claimNext(): Promise<WebhookClaim | undefined> {
    try {
      return await this.sendWebhook.claimNext(this.busy());
    } catch (error) {
      this.logger.error('Webhooks that are due could not be looked for; trying again', error);
      return undefined;
    }
  }

  private take(claim: WebhookClaim): void {
    const attempt = this.sendWebhook
      .attempt(claim)
      .catch((error: unknown) => this.logger.error({ deliveryId: claim.delivery.id }, 'A webhook waits for the database', error))
      .finally(() => {
        this.inHand.delete(attempt);
        this.bell.ring();
      });
    this.inHand.set(attempt, claim.delivery.webhookId);
  }

  private busy(): string[] {
    const webhookIds = [...this.inHand.values()];
    return [...new Set(webhookIds)].filter((id) => webhookIds.filter((other) => other === id).length >= mostOfOneWebhook);
  }
}
