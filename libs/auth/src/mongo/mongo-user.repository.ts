import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { Coalescer, isDuplicateKey } from '@app/platform';
import { Model } from 'mongoose';
import { emailTaken } from '../domain/auth.errors';
import { Role } from '../domain/role';
import { NewUser, User, UserWithPassword } from '../domain/user';
import { UserRepository } from '../ports/user.repository';
import { UserRecord } from './user.record';

const reads = { largest: 100, atOnce: 2 };

/** Users in MongoDB; the unique index on the e-mail decides who was first. Those looked up at the same time are found together. */
@Injectable()
export class MongoUserRepository extends UserRepository {
  private readonly reads = new Coalescer((ids: readonly string[]) => this.findEach(ids), reads);

  constructor(@InjectModel(UserRecord.name) private readonly users: Model<UserRecord>) {
    super();
  }

  async add({ id, ...user }: NewUser): Promise<User> {
    const record: UserRecord = { _id: id, ...user, disabledAt: null, createdAt: new Date() };
    try {
      await this.users.create(record);
    } catch (error) {
      throw isDuplicateKey(error, 'email_1') ? emailTaken(error) : error;
    }
    return toUser(record);
  }

  findById(id: string): Promise<User | undefined> {
    return this.reads.add(id);
  }

  async findByEmail(email: string): Promise<UserWithPassword | undefined> {
    const record = await this.users.findOne({ email: { $eq: email } }).lean<UserRecord>();
    return record ? { ...toUser(record), passwordHash: record.passwordHash } : undefined;
  }

  async changePassword(id: string, passwordHash: string): Promise<void> {
    await this.users.updateOne({ _id: id }, { $set: { passwordHash } });
  }

  async changeRole(id: string, role: Role): Promise<void> {
    await this.users.updateOne({ _id: id }, { $set: { role } });
  }

  private async findEach(ids: readonly string[]): Promise<(User | undefined)[]> {
    const records = await this.users.find({ _id: { $in: [...new Set(ids)] } }).lean<UserRecord[]>();
    const users = new Map(records.map((record) => [record._id, toUser(record)]));
    return ids.map((id) => users.get(id));
  }
}

function toUser({ _id: id, email, name, role, disabledAt }: UserRecord): User {
  return { id, email, name, role, disabled: disabledAt !== null };
}
