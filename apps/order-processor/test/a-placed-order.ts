import { Order } from '@app/orders';
import { v7 as newId } from 'uuid';

/** An order that waits for a decision, for these units: `aPlacedOrder({ MUG: 2 })`. */
export function aPlacedOrder(units: Record<string, number>): Order {
  const at = new Date();
  const items = Object.entries(units).map(([sku, quantity]) => ({
    sku,
    name: `Product ${sku}`,
    quantity,
    unitPrice: 100,
    lineTotal: quantity * 100,
  }));
  return {
    id: newId(),
    userId: 'ada',
    status: 'PENDING',
    items,
    currency: 'EUR',
    total: items.reduce((sum, { lineTotal }) => sum + lineTotal, 0),
    note: null,
    version: 1,
    createdAt: at,
    updatedAt: at,
    timeline: [{ seq: 1, status: 'PENDING', at, actor: 'customer', requestId: 'request-1' }],
  };
}
