import { Schema } from 'mongoose';
import { DeliveryRecord } from '../domain/delivery';

/** Names the order, if there is one, and the customer's account, never an address: that has no business in a record that is kept for good. */
export interface DeliveryDocument extends DeliveryRecord {
  /** `<event id>:<channel>`. */
  _id: string;
  /** Of the last holder, who may have given it back. Absent while there was none. */
  leaseToken?: string;
  /** All times by the database's clock. */
  createdAt: Date;
  messageId?: string;
  failedAt?: Date;
}

export const deliveryModel = 'Delivery';

export const deliverySchema = new Schema<DeliveryDocument>(
  {
    _id: { type: String, required: true },
    eventId: { type: String, required: true },
    kind: { type: String, required: true },
    orderId: { type: String },
    userId: { type: String, required: true },
    channel: { type: String, required: true },
    traceparent: { type: String },
    state: { type: String, required: true },
    attempts: { type: Number, required: true },
    leaseToken: { type: String },
    createdAt: { type: Date, required: true },
    dueAt: { type: Date },
    lastError: { type: String },
    messageId: { type: String },
    sentAt: { type: Date },
    failedAt: { type: Date },
  },
  { collection: 'deliveries', versionKey: false },
);

deliverySchema.index({ dueAt: 1 }, { sparse: true });
deliverySchema.index({ orderId: 1 });
