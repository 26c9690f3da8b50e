import { randomUUID } from 'node:crypto';
import { Delivery } from '../src/domain/delivery';

/** A delivery of an event of its own, with a part of it replaced: `aDelivery({ orderId: 'order-2' })`. */
export function aDelivery(changes: Partial<Delivery> = {}): Delivery {
  return { eventId: randomUUID(), kind: 'order_confirmed', orderId: 'order-1', userId: 'ada', channel: 'email', ...changes };
}
