import { Prop, raw, Schema, SchemaFactory } from '@nestjs/mongoose';
import { OrderEventType } from '@app/contracts';
import { DisablingReason, SealedSecret, Webhook, WebhookScope } from '../domain/webhook';

/** A webhook as stored. Its secrets are sealed: a copy of the database is not enough to sign with them. */
@Schema({ collection: 'webhooks', versionKey: false })
export class WebhookRecord {
  @Prop({ type: String, required: true })
  _id: string;

  @Prop({ type: String, required: true })
  ownerId: string;

  @Prop({ type: String, required: true, index: true })
  scope: WebhookScope;

  @Prop({ type: String, required: true })
  url: string;

  @Prop({ type: [String], required: true })
  events: OrderEventType[];

  @Prop({ type: String, default: null })
  description: string | null;

  @Prop({ type: [raw({ _id: false, sealed: { type: String, required: true }, until: { type: Date } })], required: true })
  secrets: SealedSecret[];

  @Prop({ type: String, default: null })
  disabledBecause: DisablingReason | null;

  @Prop({ type: Date, default: null })
  failingSince: Date | null;

  @Prop({ type: Date, required: true })
  createdAt: Date;
}

export const WebhookSchema = SchemaFactory.createForClass(WebhookRecord);
WebhookSchema.index({ ownerId: 1, _id: 1 });

export function webhookOf({ _id: id, disabledBecause, failingSince, ...record }: WebhookRecord): Webhook {
  const { ownerId, scope, url, events, description, secrets, createdAt } = record;
  return {
    ...{ id, ownerId, scope, url, events, description, secrets, createdAt },
    ...(disabledBecause && { disabledBecause }),
    ...(failingSince && { failingSince }),
  };
}
