import { Order } from '../domain/order';
import { Bookkeeping, OrderDocument } from './order.schema';

/** The order's fields as they are stored; the outbox is the repository's. */
export function toDocument({ id, ...fields }: Order): Omit<OrderDocument, Bookkeeping> {
  return { _id: id, ...fields };
}

/** The order in a document; its outbox need not have been read. */
export function toOrder({ _id, ...document }: Omit<OrderDocument, Bookkeeping>): Order {
  const { userId, status, items, currency, total, note, version, createdAt, updatedAt, timeline } = document;
  const { rejection, idempotency } = document;
  return {
    id: _id,
    userId,
    status,
    items,
    currency,
    total,
    note,
    version,
    createdAt,
    updatedAt,
    timeline,
    ...(rejection && { rejection }),
    ...(idempotency && { idempotency }),
  };
}
