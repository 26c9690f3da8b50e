import { mongo } from 'mongoose';
import { Order } from '../domain/order';
import { orderEventOf } from '../domain/order-event';
import { Bookkeeping, OrderDocument } from './order.schema';

/** In a document that is inserted, the server puts its own clock in place of this. */
const databaseTime = new mongo.Timestamp({ t: 0, i: 0 });

/** A new order as it is stored: together with its event, which is not on its queue yet. */
export function toNewDocument(order: Order): OrderDocument {
  const { id, userId, status, items, currency, total, note, version, createdAt, updatedAt, timeline, rejection, idempotency } = order;
  return {
    _id: id,
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
    outbox: [orderEventOf(order)],
    unsentSince: databaseTime,
    ...(rejection && { rejection }),
    ...(idempotency && { idempotency }),
  };
}

/** The order in a document; its outbox need not have been read. */
export function toOrder(document: Omit<OrderDocument, Bookkeeping>): Order {
  const { _id, userId, status, items, currency, total, note, version, createdAt, updatedAt, timeline } = document;
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
