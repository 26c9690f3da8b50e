import { OrderEvent } from '@app/contracts';

/** Order 1 of Ann is confirmed, or changed once more. */
export function anEvent(version = 2): OrderEvent {
  return {
    id: `order-1-v${version}`,
    type: 'order.confirmed',
    version: 1,
    occurredAt: '2026-01-31T09:30:00.000Z',
    correlationId: 'request-1',
    traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
    data: { orderId: 'order-1', userId: 'ann', version },
  };
}
