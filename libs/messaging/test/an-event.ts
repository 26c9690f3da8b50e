import { OrderEvent, OrderEventType } from '@app/contracts';
import { v7 as newId } from 'uuid';

/** An event of an order of its own. */
export function anEvent(type: OrderEventType = 'order.placed'): OrderEvent {
  const orderId = newId();
  return {
    id: `${orderId}-v1`,
    type,
    version: 1,
    occurredAt: '2026-01-31T09:30:00.000Z',
    correlationId: 'request-1',
    data: { orderId, userId: 'ada', version: 1 },
  };
}

/** Several. */
export function someEvents(count: number, type?: OrderEventType): OrderEvent[] {
  return Array.from({ length: count }, () => anEvent(type));
}
