import { mongo } from 'mongoose';
import { Order } from '../domain/order';
import { orderEventOf } from '../domain/order-event';
import { Bookkeeping, OrderDocument } from './order.schema';

/** In a document that is inserted, the server puts its own clock in place of this. */
const databaseTime = new mongo.Timestamp({ t: 0, i: 0 });

/** A new order as it is stored: together with its event, which is not on its queue yet. */
export function toNewDocument(order: Order): OrderDocument {
  return { _id: order.id, outbox: [orderEventOf(order)], unsentSince: databaseTime, ...fieldsOf(order) };
}

/** The order in a document; its outbox need not have been read. */
export function toOrder(document: Omit<OrderDocument, Bookkeeping>): Order {
  return { id: document._id, ...fieldsOf(document) };
}

/** All but the id, which is called otherwise in the database. Spread last: fields added after a spread are slow. */
function fieldsOf(order: Omit<Order, 'id'>): Omit<Order, 'id'> {
  const { userId, status, items, currency, total, note, version, createdAt, updatedAt, timeline, rejection, idempotency } = order;
  return {
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
