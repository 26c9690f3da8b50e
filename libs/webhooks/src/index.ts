export { HttpWebhookClient } from './client/http-webhook-client';
export {
  type DisablingReason,
  disablingReasons,
  mostWebhooks,
  type Webhook,
  type WebhookOwner,
  type WebhookScope,
  webhookScopes,
} from './domain/webhook';
export {
  type Attempt,
  type WebhookDelivery,
  type WebhookDeliveryState,
  webhookDeliveryStates,
  type WebhookEvent,
} from './domain/webhook-delivery';
export { longestWebhookUrl } from './domain/webhook-url';
export { WebhookClient } from './ports/webhook-client';
export { WebhookSource } from './ports/webhook-source';
export { ChangeWebhook } from './use-cases/change-webhook';
export { RecordWebhookEvent } from './use-cases/record-webhook-event';
export { RedeliverWebhooks } from './use-cases/redeliver-webhooks';
export { RegisterWebhook } from './use-cases/register-webhook';
export { RemoveWebhook } from './use-cases/remove-webhook';
export { ReplaceWebhookSecret } from './use-cases/replace-webhook-secret';
export { ResealWebhookSecrets } from './use-cases/reseal-webhook-secrets';
export { WebhookQueries } from './use-cases/webhook-queries';
export { WebhookDispatch } from './webhook-dispatch';
export { WebhooksModule, type WebhooksOptions } from './webhooks.module';
