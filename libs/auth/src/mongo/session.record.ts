import { Prop, Schema, SchemaFactory } from '@nestjs/mongoose';
import { RevocationReason } from '../domain/session';

/** One log-in with all the refresh tokens that follow from it, as stored. Nothing in it lets anybody refresh. */
@Schema({ collection: 'sessions', versionKey: false })
export class SessionRecord {
  @Prop({ type: String, required: true })
  _id: string;

  @Prop({ type: String, required: true })
  userId: string;

  /** Of the current token. */
  @Prop({ type: String, required: true })
  tokenHash: string;

  /** Of the token before; null until the first rotation, as are the next two. */
  @Prop({ type: String, default: null })
  previousHash: string | null;

  /** From it and the secret before, the current secret was derived. */
  @Prop({ type: String, default: null })
  successorNonce: string | null;

  @Prop({ type: Date, default: null })
  rotatedAt: Date | null;

  @Prop({ type: Date, required: true })
  idleExpiresAt: Date;

  /** MongoDB removes the session some time after. */
  @Prop({ type: Date, required: true, expires: 0 })
  expiresAt: Date;

  @Prop({ type: Date, default: null })
  revokedAt: Date | null;

  @Prop({ type: String, default: null })
  revokedReason: RevocationReason | null;

  @Prop({ type: Date, required: true })
  createdAt: Date;

  @Prop({ type: String, default: null })
  userAgent: string | null;

  /** The network it was opened from. */
  @Prop({ type: String, default: null })
  address: string | null;
}

export const SessionSchema = SchemaFactory.createForClass(SessionRecord);

/** A user's sessions, newest first. */
SessionSchema.index({ userId: 1, createdAt: -1, _id: -1 });
