import { Schema } from 'mongoose';
import { DeliveryState } from '../domain/delivery';
import { NotificationKind } from '../domain/notification';

/** Names the order, never the person: an address has no business in a record that is kept for good. */
export interface DeliveryDocument {
  /** `<event id>:<channel>`. */
  _id: string;
  orderId: string;
  kind: NotificationKind;
  channel: string;
  state: DeliveryState;
  attempts: number;
  leaseToken?: string;
  /** By the database's clock. */
  leaseUntil?: Date;
  messageId?: string;
  sentAt?: Date;
  failedAt?: Date;
  failureReason?: string;
}

export const deliveryModel = 'Delivery';

export const deliverySchema = new Schema<DeliveryDocument>(
  {
    _id: { type: String, required: true },
    orderId: { type: String, required: true },
    kind: { type: String, required: true },
    channel: { type: String, required: true },
    state: { type: String, required: true },
    attempts: { type: Number, required: true },
    leaseToken: { type: String },
    leaseUntil: { type: Date },
    messageId: { type: String },
    sentAt: { type: Date },
    failedAt: { type: Date },
    failureReason: { type: String },
  },
  { collection: 'deliveries', versionKey: false },
);
