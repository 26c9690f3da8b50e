import { Prop, Schema, SchemaFactory } from '@nestjs/mongoose';

/** A token that was e-mailed, as stored. Nothing in it lets anybody choose a password. */
@Schema({ collection: 'password_resets', versionKey: false })
export class PasswordResetRecord {
  /** Hash of the token. */
  @Prop({ type: String, required: true })
  _id: string;

  @Prop({ type: String, required: true, index: true })
  userId: string;

  /** MongoDB removes it some time after. */
  @Prop({ type: Date, required: true, expires: 0 })
  expiresAt: Date;
}

export const PasswordResetSchema = SchemaFactory.createForClass(PasswordResetRecord);
