import { randomUUID } from 'node:crypto';
import { Message } from '@aws-sdk/client-sqs';
import { OrderEvent, OrderEventType } from '@app/contracts';

/** A message that holds an event of an order. */
export function aMessage(orderId: string = randomUUID(), type: OrderEventType = 'order.placed'): Message {
  const event: OrderEvent = {
    id: `${orderId}-v1`,
    type,
    version: 1,
    occurredAt: '2026-01-31T09:30:00.000Z',
    correlationId: `request of ${orderId}`,
    data: { orderId, userId: 'ada', version: 1 },
  };
  return { MessageId: randomUUID(), Body: JSON.stringify(event) };
}

/** A message that can never be understood. */
export function aPoisonousMessage(): Message {
  return { MessageId: randomUUID(), Body: 'gibberish' };
}
