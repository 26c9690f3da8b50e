import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { chunksOf, driverCollection, Transaction } from '@app/platform';
import { Model, mongo } from 'mongoose';
import { OrderRecord, OrderRecords } from '../ports/order-records';
import { toOrder } from './order-document';
import { OrderDocument, orderModel } from './order.schema';

const chunkSize = 500;

/** Reads the orders' collection from end to end. Dates are the database's, so that processes need not agree on theirs. */
@Injectable()
export class MongoOrderRecords extends OrderRecords {
  constructor(@InjectModel(orderModel) private readonly orders: Model<OrderDocument>) {
    super();
  }

  override async *inChunks(snapshot: Transaction): AsyncIterable<OrderRecord[]> {
    const all = this.orders.find({}, { outbox: 0 }).sort({ _id: 1 }).session(snapshot).lean<OrderDocument>();
    for await (const documents of chunksOf(all.cursor({ batchSize: chunkSize }), chunkSize)) {
      yield documents.map(recordOf);
    }
  }

  /** Along the index of the keys, where the same ones lie side by side. */
  override async *sharedKeys(snapshot: Transaction): AsyncIterable<string> {
    const holders = this.orders
      .find({ 'idempotency.key': { $exists: true } }, { userId: 1, 'idempotency.key': 1 })
      .sort({ userId: 1, 'idempotency.key': 1 })
      .allowDiskUse(true)
      .session(snapshot)
      .lean<Pick<OrderDocument, 'userId' | 'idempotency'>>();
    let previous = '';
    for await (const { userId, idempotency } of holders.cursor({ batchSize: 10 * chunkSize })) {
      const current = `${idempotency?.key} of user ${userId}`;
      if (current === previous) {
        yield current;
      }
      previous = current;
    }
  }

  override async announceAgain({ order, remindAfter }: OrderRecord): Promise<boolean> {
    const asSeen: mongo.Filter<OrderDocument> = {
      _id: order.id,
      version: order.version,
      remindAfter: remindAfter ?? { $exists: false },
      unsentSince: { $exists: false },
      isDeadLetter: { $ne: true },
    };
    const { modifiedCount } = await driverCollection(this.orders).updateOne(asSeen, [
      { $set: { remindAfter: '$$NOW', reminders: '$$REMOVE' } },
    ]);
    return modifiedCount === 1;
  }
}

function recordOf(document: OrderDocument): OrderRecord {
  const { unsentSince, remindAfter, isDeadLetter = false } = document;
  return {
    order: toOrder(document),
    isDeadLetter,
    ...(unsentSince && { unsentSince: new Date(unsentSince.getHighBitsUnsigned() * 1000) }),
    ...(remindAfter && { remindAfter }),
  };
}
