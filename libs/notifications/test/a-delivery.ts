import { randomUUID } from 'node:crypto';
import { Delivery } from '../src/domain/delivery';

/** A delivery of an event of its own, with a part of it replaced: `aDelivery({ orderId: 'order-2' })`. */
export function aDelivery(changes: Partial<Delivery> = {}): Delivery {
  const about = { kind: 'order_confirmed', orderId: 'order-1', userId: 'ada' } as const;
  return { eventId: randomUUID(), ...about, channel: 'email', traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01', ...changes };
}
