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

  /** The delivery that has been due for longest, of a webhook that is not among the busy. None is given to two callers. */
  abstract claimNext(busy: readonly string[]): Promise<WebhookClaim | undefined>;

  /** Notes a try and what becomes of the delivery. False when the lease has gone to another sender; then nothing is written. */
  abstract recordAttempt(claim: WebhookClaim, attempt: Attempt, verdict: Verdict): Promise<boolean>;

  /** Newest first. */
  abstract page(request: DeliveryPageRequest): Promise<Page<WebhookDelivery>>;

  /** Puts deliveries on their way again: those named, delivered or failed, or all that failed. How many. */
  abstract redeliver(webhookId: string, ids: readonly string[] | 'failed'): Promise<number>;

  abstract removeAllOf(webhookId: string): Promise<void>;
}
