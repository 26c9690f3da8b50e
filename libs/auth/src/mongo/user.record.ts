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
}

export const UserSchema = SchemaFactory.createForClass(UserRecord);
