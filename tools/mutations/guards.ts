import { Guard } from './guard';
import { auditGuards } from './guards/audit';
import { authorisationGuards } from './guards/authorisation';
import { cacheGuards } from './guards/cache';
import { consumerGuards } from './guards/consumers';
import { deadLetterGuards } from './guards/dead-letters';
import { deliveryGuards } from './guards/deliveries';
import { deploymentGuards } from './guards/deployment';
import { edgeGuards } from './guards/edge';
import { emailGuards } from './guards/email';
import { endingGuards } from './guards/ending';
import { extensionGuards } from './guards/extensions';
import { handlerGuards } from './guards/handlers';
import { httpGuards } from './guards/http';
import { inputGuards } from './guards/input';
import { inventoryGuards } from './guards/inventory';
import { liveGuards } from './guards/live';
import { metricsGuards } from './guards/metrics';
import { operationsGuards } from './guards/operations';
import { orderGuards } from './guards/orders';
import { outboxGuards } from './guards/outbox';
import { passwordGuards } from './guards/passwords';
import { secretGuards } from './guards/secrets';
import { stockGuards } from './guards/stock';
import { throttlingGuards } from './guards/throttling';
import { traceGuards } from './guards/traces';
import { webhookDeliveryGuards } from './guards/webhook-deliveries';
import { webhookGuards } from './guards/webhooks';

export { unprovenGuards } from './guards/unproven';

/** The guards of an order's way, from its placement to its e-mail. */
export const guards: readonly Guard[] = [
  ...edgeGuards,
  ...orderGuards,
  ...outboxGuards,
  ...consumerGuards,
  ...stockGuards,
  ...extensionGuards,
  ...handlerGuards,
  ...inventoryGuards,
  ...endingGuards,
  ...deliveryGuards,
  ...emailGuards,
  ...deadLetterGuards,
  ...cacheGuards,
  ...auditGuards,
  ...secretGuards,
  ...passwordGuards,
  ...authorisationGuards,
  ...httpGuards,
  ...throttlingGuards,
  ...inputGuards,
  ...liveGuards,
  ...webhookDeliveryGuards,
  ...webhookGuards,
  ...metricsGuards,
  ...operationsGuards,
  ...traceGuards,
  ...deploymentGuards,
];
