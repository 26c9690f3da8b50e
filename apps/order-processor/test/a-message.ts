import { randomUUID } from 'node:crypto';
import { Message } from '@aws-sdk/client-sqs';
import { OrderEvent, OrderEventType } from '@app/contracts';

/** An event of an order, its first. */
export function anOrderEvent(orderId: string = randomUUID(), type: OrderEventType = 'order.placed'): OrderEvent {
  return {
    id: `${orderId}-v1`,
    type,
    version: 1,
    occurredAt: '2026-01-31T09:30:00.000Z',
    correlationId: `request of ${orderId}`,
    data: { orderId, userId: 'ada', version: 1 },
  };
}

/** A message that holds an event of an order. */
export function aMessage(orderId?: string, type?: OrderEventType): Message {
  return { MessageId: randomUUID(), Body: JSON.stringify(anOrderEvent(orderId, type)) };
}

/** A message that can never be understood. */
export function aPoisonousMessage(): Message {
  return { MessageId: randomUUID(), Body: 'gibberish' };
}
