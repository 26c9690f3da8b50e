import { Page } from '@app/contracts';
import { Attempt, Verdict, WebhookClaim, WebhookDelivery, WebhookEvent } from '../domain/webhook-delivery';

export interface DeliveryPageRequest {
  readonly webhookId: string;
  readonly limit: number;
  readonly cursor?: string;
}

/** Remembers what every webhook was told, for thirty days, and what it still has to be told. Bound by `WebhooksModule`. */
export abstract class WebhookDeliveryRepository {
  /** Puts an event on its way to each, due at once. What is on record already stays as it is. */
  abstract record(event: WebhookEvent, webhookIds: readonly string[]): Promise<void>;

  /** The next webhook, in an order that stays, for which something is due. `''` begins anew. */
  abstract dueWebhookAfter(webhookId: string): Promise<string | undefined>;

  /** The delivery of a webhook that has been due for longest. None is given to two callers; who comes too late may get none at all. */
  abstract claimNext(webhookId: string): Promise<WebhookClaim | undefined>;

  /** Notes a try and what becomes of the delivery; nothing, when the lease has gone to another sender. */
  abstract recordAttempt(claim: WebhookClaim, attempt: Attempt, verdict: Verdict): Promise<void>;

  /** Newest first. */
  abstract page(request: DeliveryPageRequest): Promise<Page<WebhookDelivery>>;

  /** Puts deliveries on their way again: those named, delivered or failed, or all that failed. How many. */
  abstract redeliver(webhookId: string, ids: readonly string[] | 'failed'): Promise<number>;

  abstract removeAllOf(webhookId: string): Promise<void>;
}
