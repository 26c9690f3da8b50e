import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { Model } from 'mongoose';
import { NewPasswordReset, PasswordResetRepository } from '../ports/password-reset.repository';
import { PasswordResetRecord } from './password-reset.record';

const notExpired = { $expr: { $gt: ['$expiresAt', '$$NOW'] } };

/** Password resets in MongoDB; whoever deletes one has spent it. */
@Injectable()
export class MongoPasswordResetRepository extends PasswordResetRepository {
  constructor(@InjectModel(PasswordResetRecord.name) private readonly resets: Model<PasswordResetRecord>) {
    super();
  }

  async open({ tokenHash, userId, validMinutes }: NewPasswordReset): Promise<void> {
    await this.resets.create({ _id: tokenHash, userId, expiresAt: new Date(Date.now() + validMinutes * 60_000) });
  }

  async userOf(tokenHash: string): Promise<string | undefined> {
    const reset = await this.resets.findOne({ _id: { $eq: tokenHash }, ...notExpired }).lean<PasswordResetRecord>();
    return reset?.userId;
  }

  async spend(tokenHash: string): Promise<string | undefined> {
    const reset = await this.resets.findOneAndDelete({ _id: { $eq: tokenHash }, ...notExpired }).lean<PasswordResetRecord>();
    if (reset) {
      await this.resets.deleteMany({ userId: reset.userId });
    }
    return reset?.userId;
  }
}
