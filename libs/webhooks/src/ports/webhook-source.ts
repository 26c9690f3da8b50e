import { Webhook } from '../domain/webhook';
import { WebhookEvent } from '../domain/webhook-delivery';

/** Where `SendWebhook` looks up what it tells; an app that sends webhooks binds it. */
export abstract class WebhookSource {
  /**
   * What a webhook is told of an event: nothing that a later event changes, so that a repetition says the same.
   * Undefined: there is no such order any more.
   */
  abstract dataOf(event: WebhookEvent): Promise<object | undefined>;

  /** Whether the owner may be told still: accounts are disabled, and administrators demoted. */
  abstract mayBeTold(webhook: Webhook): Promise<boolean>;
}
