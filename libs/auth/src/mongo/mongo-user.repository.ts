import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { Page, pageOf, positionIn } from '@app/contracts';
import { Coalescer, isDuplicateKey, Transaction, Transactions } from '@app/platform';
import { Model } from 'mongoose';
import { accessMismatch, emailTaken, forbidden } from '../domain/auth.errors';
import { Role } from '../domain/role';
import { NewUser, User, UserWithPassword } from '../domain/user';
import { Access, AccessChange, UserFilter, UserRepository } from '../ports/user.repository';
import { UserRecord } from './user.record';

const reads = { largest: 100, atOnce: 2 };

/** Users in MongoDB; the unique index on the e-mail decides who was first. Those looked up at the same time are found together. */
@Injectable()
export class MongoUserRepository extends UserRepository {
  private readonly reads = new Coalescer((ids: readonly string[]) => this.findEach(ids), reads);

  constructor(
    @InjectModel(UserRecord.name) private readonly users: Model<UserRecord>,
    private readonly transactions: Transactions,
  ) {
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

  async list({ limit, cursor, email }: UserFilter): Promise<Page<User>> {
    const found = this.users.find({ ...(email && { email }), ...(cursor !== undefined && { _id: { $lt: positionIn(cursor) } }) });
    // Of one e-mail there is one at most, and nothing to sort.
    const sorted = email === undefined ? found.sort({ _id: -1 }) : found;
    const records = await sorted.limit(limit + 1).lean<UserRecord[]>();
    return pageOf(records.map(toUser), limit, ({ id }) => id);
  }

  async changePassword(id: string, passwordHash: string): Promise<void> {
    await this.users.updateOne({ _id: id }, { $set: { passwordHash } });
  }

  async replacePassword(id: string, oldHash: string, newHash: string): Promise<boolean> {
    const { matchedCount } = await this.users.updateOne({ _id: id, passwordHash: oldHash, disabledAt: null }, { $set: { passwordHash: newHash } });
    return matchedCount === 1;
  }

  async changeRole(id: string, role: Role): Promise<void> {
    await this.users.updateOne({ _id: id }, { $set: { role } });
  }

  changeAccess({ userId, by, role, disabled, expected }: AccessChange): Promise<{ before: User; after: User } | undefined> {
    return this.transactions.run(async (session) => {
      await this.holdOffice(by, session);
      const disabledAt = disabled ? { $ifNull: ['$disabledAt', '$$NOW'] } : null;
      const record = await this.users
        .findOneAndUpdate(
          { _id: userId },
          [{ $set: { role: role ?? '$role', disabledAt: disabled === undefined ? '$disabledAt' : disabledAt } }],
          { session, updatePipeline: true },
        )
        .lean<UserRecord>();
      const before = record && toUser(record);
      if (before && expected && !isSameAccess(before, expected)) {
        throw accessMismatch();
      }
      return before ? { before, after: { ...before, role: role ?? before.role, disabled: disabled ?? before.disabled } } : undefined;
    });
  }

  /** A write and no read: it is in the way of whoever changes this administrator at the same moment. */
  private async holdOffice(by: string, session: Transaction): Promise<void> {
    const { matchedCount } = await this.users.updateOne(
      { _id: by, role: 'admin', disabledAt: null },
      { $inc: { accessChanges: 1 } },
      { session },
    );
    if (matchedCount === 0) {
      throw forbidden();
    }
  }

  private async findEach(ids: readonly string[]): Promise<(User | undefined)[]> {
    const records = await this.users.find({ _id: { $in: [...new Set(ids)] } }).lean<UserRecord[]>();
    const users = new Map(records.map((record) => [record._id, toUser(record)]));
    return ids.map((id) => users.get(id));
  }
}

function isSameAccess(one: Access, other: Access): boolean {
  return one.role === other.role && one.disabled === other.disabled;
}

function toUser({ _id: id, email, name, role, disabledAt }: UserRecord): User {
  return { id, email, name, role, disabled: disabledAt !== null };
}
