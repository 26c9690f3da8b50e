import { Prop, Schema, SchemaFactory } from '@nestjs/mongoose';
import { Role, roles } from '../domain/role';

/** A user as stored. */
@Schema({ collection: 'users', versionKey: false })
export class UserRecord {
  @Prop({ type: String, required: true })
  _id: string;

  @Prop({ type: String, required: true, unique: true })
  email: string;

  @Prop({ type: String, default: null })
  name: string | null;

  @Prop({ type: String, required: true, enum: roles })
  role: Role;

  @Prop({ type: String, required: true })
  passwordHash: string;

  @Prop({ type: Date, default: null })
  disabledAt: Date | null;

  @Prop({ type: Date, required: true })
  createdAt: Date;

  /** How often this administrator changed somebody's access; written so that two such changes can be in each other's way. */
  @Prop({ type: Number })
  accessChanges?: number;
}

export const UserSchema = SchemaFactory.createForClass(UserRecord);
