import { OrderEvent, OrderEventType } from '@app/contracts';
import { Order } from './order';
import { OrderStatus } from './order-status';

const typeByStatus: Record<OrderStatus, OrderEventType> = {
  PENDING: 'order.placed',
  CONFIRMED: 'order.confirmed',
  REJECTED: 'order.rejected',
  CANCELLED: 'order.cancelled',
  FULFILLED: 'order.fulfilled',
};

/** The event of the change that made this version. Its id is derived, so that announcing twice is the same event twice. */
export function orderEventOf(order: Order): OrderEvent {
  const { id, userId, version, status, updatedAt, timeline } = order;
  const traceparent = timeline.at(-1)?.traceparent;
  return {
    id: `${id}-v${version}`,
    type: typeByStatus[status],
    version: 1,
    occurredAt: updatedAt.toISOString(),
    correlationId: timeline.findLast(({ requestId }) => requestId !== undefined)?.requestId ?? id,
    ...(traceparent !== undefined && { traceparent }),
    data: { orderId: id, userId, version },
  };
}
