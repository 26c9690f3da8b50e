import { Prop, raw, Schema, SchemaFactory } from '@nestjs/mongoose';
import { OrderEventType } from '@app/contracts';
import { Attempt, WebhookDelivery, WebhookDeliveryState } from '../domain/webhook-delivery';

const keptSeconds = 30 * 86_400;
const attempt = raw({
  _id: false,
  at: { type: Date, required: true },
  milliseconds: { type: Number, required: true },
  status: { type: Number },
  error: { type: String },
});

/** One event on its way to one webhook, as stored; MongoDB removes it after thirty days. All times but those of attempts by its clock. */
@Schema({ collection: 'webhook_deliveries', versionKey: false })
export class WebhookDeliveryRecord {
  @Prop({ type: String, required: true })
  _id: string;

  @Prop({ type: String, required: true })
  webhookId: string;

  @Prop({ type: String, required: true })
  eventId: string;

  @Prop({ type: String, required: true })
  type: OrderEventType;

  @Prop({ type: String, required: true })
  orderId: string;

  @Prop({ type: Number, required: true })
  seq: number;

  @Prop({ type: String, required: true })
  occurredAt: string;

  @Prop({ type: String })
  traceparent?: string;

  @Prop({ type: String, required: true })
  state: WebhookDeliveryState;

  /** Since it was put on its way, as is the next. */
  @Prop({ type: Number, required: true })
  tries: number;

  @Prop({ type: Date, required: true })
  begunAt: Date;

  @Prop({ type: [attempt], required: true })
  attempts: Attempt[];

  @Prop({ type: String })
  leaseToken?: string;

  @Prop({ type: Date })
  dueAt?: Date;

  @Prop({ type: Date, required: true, expires: keptSeconds })
  createdAt: Date;
}

/** What one webhook is still to be told, by when it is due: what is settled does not stand in it. */
export const waitingIndex = { webhookId: 1, dueAt: 1 } as const;

export const WebhookDeliverySchema = SchemaFactory.createForClass(WebhookDeliveryRecord);
WebhookDeliverySchema.index({ webhookId: 1, eventId: 1 }, { unique: true });
WebhookDeliverySchema.index({ webhookId: 1, _id: -1 });
WebhookDeliverySchema.index(waitingIndex, { partialFilterExpression: { dueAt: { $exists: true } } });

export function deliveryOf({ _id: id, dueAt, ...record }: WebhookDeliveryRecord): WebhookDelivery {
  const { webhookId, eventId, type, orderId, seq, occurredAt, traceparent, state, attempts, createdAt } = record;
  const about = { webhookId, eventId, type, orderId, seq, occurredAt, ...(traceparent && { traceparent }) };
  return { id, ...about, state, attempts, createdAt, ...(dueAt && { dueAt }) };
}
