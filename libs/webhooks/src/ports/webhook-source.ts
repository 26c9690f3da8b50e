import { Webhook } from '../domain/webhook';
import { WebhookEvent } from '../domain/webhook-delivery';

/** What `SendWebhook` needs of orders and of people; an app that sends webhooks binds it. */
export abstract class WebhookSource {
  /**
   * What a webhook is told of an event: nothing that a later event changes, so that a repetition says the same.
   * Undefined: there is no such order any more.
   */
  abstract dataOf(event: WebhookEvent): Promise<object | undefined>;

  /** Whether the owner may be told still: accounts are disabled, and administrators demoted. */
  abstract mayBeTold(webhook: Webhook): Promise<boolean>;

  /** A webhook was disabled because of what it answered, or did not: its owner should know. Called once at most: a crash at that moment loses it. */
  abstract disabled(webhook: Webhook): Promise<void>;
}
