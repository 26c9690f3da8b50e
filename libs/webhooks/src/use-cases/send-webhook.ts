import { Injectable, Logger } from '@nestjs/common';
import { DomainError } from '@app/contracts';
import { isDatabaseOutage } from '@app/platform';
import { pauseAfter } from '../domain/retry-schedule';
import { isGivenUp, signingSecrets, Webhook } from '../domain/webhook';
import { Attempt, Verdict, WebhookClaim, WebhookEvent } from '../domain/webhook-delivery';
import { WebhookClient } from '../ports/webhook-client';
import { WebhookDeliveryRepository } from '../ports/webhook-delivery.repository';
import { WebhookSecrets } from '../ports/webhook-secrets';
import { WebhookSource } from '../ports/webhook-source';
import { WebhookRepository } from '../ports/webhook.repository';

const gone = 410;
const longestError = 300;

type Outcome = Pick<Attempt, 'status' | 'error'>;

/** Tells one webhook of one event: at least once, and until it says 2xx, for a day. */
@Injectable()
export class SendWebhook {
  private readonly logger = new Logger(SendWebhook.name);

  constructor(
    private readonly webhooks: WebhookRepository,
    private readonly deliveries: WebhookDeliveryRepository,
    private readonly source: WebhookSource,
    private readonly secrets: WebhookSecrets,
    private readonly client: WebhookClient,
  ) {}

  /** Whether the webhook goes on taking what it is sent, as far as this try tells. @throws only what keeps the database from answering. */
  async attempt(claim: WebhookClaim): Promise<boolean> {
    const webhook = await this.webhooks.byId(claim.delivery.webhookId);
    if (!webhook || webhook.disabledBecause || !(await this.source.mayBeTold(webhook))) {
      return this.giveUp(claim, 'The webhook is disabled, or its owner may not be told any more.');
    }
    const at = new Date();
    const before = performance.now();
    const outcome = await this.tell(webhook, claim.delivery, at);
    if (!outcome) {
      return this.giveUp(claim, 'There is no such order any more.');
    }
    return this.conclude(claim, webhook, { at, milliseconds: Math.round(performance.now() - before), ...outcome });
  }

  /** Nothing, where there is no such order. What nobody foresaw is a try that failed, too: else it would be tried for ever. */
  private async tell(webhook: Webhook, event: WebhookEvent, at: Date): Promise<Outcome | undefined> {
    try {
      const data = await this.source.dataOf(event);
      return data && { status: await this.post(webhook, event, data, at) };
    } catch (error) {
      if (isOurOutage(error)) {
        throw error;
      }
      return { error: String(error instanceof Error ? error.message : error).slice(0, longestError) };
    }
  }

  private post(webhook: Webhook, { eventId, type, occurredAt, traceparent }: WebhookEvent, data: object, at: Date): Promise<number> {
    const body = JSON.stringify({ id: eventId, type, timestamp: occurredAt, data });
    const sealed = signingSecrets(webhook, at).map((one) => one.sealed);
    const signature = this.secrets.headersOf({ id: eventId, at, body }, sealed);
    const headers = { 'content-type': 'application/json', ...signature, ...(traceparent && { traceparent }) };
    return this.client.post(webhook.url, headers, body);
  }

  private async conclude(claim: WebhookClaim, webhook: Webhook, attempt: Attempt): Promise<boolean> {
    if (isSuccess(attempt)) {
      await this.deliveries.recordAttempt(claim, attempt, { state: 'delivered' });
      await this.webhooks.noteSuccess(webhook);
      return true;
    }
    const { webhookId, eventId } = claim.delivery;
    const { status, error } = attempt;
    const verdict = verdictOn(claim, attempt);
    this.logger.warn({ webhookId, eventId, tries: claim.tries, status, error }, `A webhook was not taken: ${verdict.state}`);
    await this.deliveries.recordAttempt(claim, attempt, verdict);
    await this.webhooks.noteFailure(webhook, attempt.at);
    if (verdict.state === 'failed') {
      await this.disableIfHopeless(webhook, attempt);
    }
    return false;
  }

  private async disableIfHopeless(webhook: Webhook, { at, status }: Attempt): Promise<void> {
    const because = status === gone ? 'gone' : isGivenUp(webhook, at) ? 'failing' : undefined;
    if (because && (await this.webhooks.disable(webhook, because))) {
      this.logger.warn({ webhookId: webhook.id, because }, 'A webhook is disabled');
      await this.source.disabled(webhook);
    }
  }

  private async giveUp(claim: WebhookClaim, error: string): Promise<true> {
    await this.deliveries.recordAttempt(claim, { at: new Date(), milliseconds: 0, error }, { state: 'failed' });
    return true;
  }
}

function verdictOn(claim: WebhookClaim, { status }: Attempt): Verdict {
  const pauseMs = status === gone ? undefined : pauseAfter(claim, Math.random());
  return pauseMs === undefined ? { state: 'failed' } : { state: 'waiting', pauseMs };
}

/** It is not the webhook that is to blame. */
function isOurOutage(error: unknown): boolean {
  return isDatabaseOutage(error) || (error instanceof DomainError && error.kind === 'unavailable');
}

function isSuccess({ status = 0 }: Attempt): boolean {
  return status >= 200 && status < 300;
}
