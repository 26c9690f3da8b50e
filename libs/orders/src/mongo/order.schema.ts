import { OrderEvent } from '@app/contracts';
import { mongo, Schema, SchemaTypes } from 'mongoose';
import { Order } from '../domain/order';

/** An order with its own outbox: order, idempotency key and event are one document, written in one atomic insert. */
export type OrderDocument = Omit<Order, 'id'> & {
  _id: string;
  /** Events that are not on their queue yet. */
  outbox: readonly OrderEvent[];
  /** When a process last undertook to send the outbox, by the database's clock; absent once it is empty. */
  unsentSince?: mongo.Timestamp;
  /** When the event of this version is sent again unless it had its effect by then, by the database's clock. */
  remindAfter?: Date;
  /** How often it was sent again. */
  reminders?: number;
  /** That event could not be put to effect; a dead letter carries it. */
  isDeadLetter?: boolean;
};

/** What a document holds beside the order itself. */
export type Bookkeeping = 'outbox' | 'unsentSince' | 'remindAfter' | 'reminders' | 'isDeadLetter';

export const orderModel = 'Order';

const anything = { type: SchemaTypes.Mixed };

const schema = new Schema<OrderDocument>(
  {
    _id: { type: String, required: true },
    userId: { type: String, required: true },
    status: { type: String, required: true },
    items: [anything],
    currency: { type: String, required: true },
    total: { type: Number, required: true },
    note: { type: String },
    version: { type: Number, required: true },
    createdAt: { type: Date, required: true },
    updatedAt: { type: Date, required: true },
    timeline: [anything],
    rejection: { type: [anything], default: undefined },
    idempotency: anything,
    outbox: [anything],
    unsentSince: anything,
    remindAfter: { type: Date },
    reminders: { type: Number },
    isDeadLetter: { type: Boolean },
  },
  { collection: 'orders', versionKey: false },
);

export const idempotencyIndex = 'one_order_per_idempotency_key';

schema.index(
  { userId: 1, 'idempotency.key': 1 },
  { unique: true, name: idempotencyIndex, partialFilterExpression: { 'idempotency.key': { $exists: true } } },
);
schema.index({ userId: 1, _id: -1 });
schema.index({ userId: 1, status: 1, _id: -1 });
schema.index({ status: 1, _id: -1 });
schema.index({ unsentSince: 1 }, { sparse: true });
schema.index({ remindAfter: 1 }, { sparse: true });

export const orderSchema = schema;
