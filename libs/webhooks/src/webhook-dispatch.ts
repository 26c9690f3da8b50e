import { BeforeApplicationShutdown, Injectable, Logger, OnApplicationBootstrap, OnModuleDestroy } from '@nestjs/common';
import { atMost, Doorbell } from '@app/platform';
import { WebhookDeliveryRepository } from './ports/webhook-delivery.repository';
import { SendWebhook } from './use-cases/send-webhook';

const mostHands = 64;
/** One that does not answer must not keep all hands busy. */
const mostOfOneWebhook = 8;
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
  /** Each sends to one webhook, one event after the other. */
  private readonly hands = new Map<Promise<void>, string>();
  /** The webhook that a look came to; the next goes on from there, so that every one has its turn. */
  private place = '';
  private isStopping = false;
  private running: Promise<void> | undefined;

  constructor(
    private readonly deliveries: WebhookDeliveryRepository,
    private readonly sendWebhook: SendWebhook,
  ) {}

  onApplicationBootstrap(): void {
    this.running = this.run();
  }

  /** There is something to send to these. */
  ring(webhookIds: readonly string[]): void {
    webhookIds.forEach((webhookId) => this.lendHand(webhookId));
  }

  /** Begins nothing more. */
  onModuleDestroy(): void {
    this.isStopping = true;
    this.bell.ring();
  }

  /** Waits a moment for what is being sent; the lease of the rest runs out by itself. */
  beforeApplicationShutdown(): Promise<void> {
    return atMost(patienceMs, Promise.all([this.running, ...this.hands.keys()]));
  }

  private async run(): Promise<void> {
    while (!this.isStopping) {
      await this.look();
      await this.bell.heard(lookMs * (0.5 + Math.random()));
    }
  }

  private async look(): Promise<void> {
    const begunAt = this.place;
    try {
      while (!this.isCrowded && !this.isStopping) {
        const webhookId = await this.deliveries.dueWebhookAfter(this.place);
        this.place = webhookId ?? '';
        if (!webhookId) {
          return begunAt === '' ? undefined : await this.look();
        }
        this.lendHand(webhookId);
      }
    } catch (error) {
      this.logger.error('Webhooks that are due could not be looked for; trying again', error);
    }
  }

  private get isCrowded(): boolean {
    return this.hands.size >= mostHands;
  }

  private lendHand(webhookId: string): void {
    const already = [...this.hands.values()].filter((id) => id === webhookId).length;
    if (this.isStopping || this.isCrowded || already >= mostOfOneWebhook) {
      return;
    }
    const hand = this.send(webhookId)
      .then(() => this.isCrowded)
      .catch((error: unknown) => this.logger.error({ webhookId }, 'A webhook waits for the database', error))
      .then((othersWait) => {
        this.hands.delete(hand);
        if (othersWait) {
          this.bell.ring();
        }
      });
    this.hands.set(hand, webhookId);
  }

  /** Until there is nothing for it, or something is not taken, or others may be waiting for a hand. */
  private async send(webhookId: string): Promise<void> {
    for (let taken = 0; !this.isStopping; taken += 1) {
      const claim = await this.deliveries.claimNext(webhookId);
      if (!claim) {
        return;
      }
      if (taken > 0) {
        this.lendHand(webhookId);
      }
      if (!(await this.sendWebhook.attempt(claim)) || this.isCrowded) {
        return;
      }
    }
  }
}
