import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { Transaction } from '@app/platform';
import { Model } from 'mongoose';
import { OrderRecord, OrderRecords } from '../ports/order-records';
import { toOrder } from './order-document';
import { OrderDocument, orderModel } from './order.schema';

const chunkSize = 500;

/** Reads the orders' collection from end to end. */
@Injectable()
export class MongoOrderRecords extends OrderRecords {
  constructor(@InjectModel(orderModel) private readonly orders: Model<OrderDocument>) {
    super();
  }

  override async *inChunks(snapshot: Transaction): AsyncIterable<OrderRecord[]> {
    let chunk: OrderRecord[] = [];
    const all = this.orders.find({}, { outbox: 0 }).sort({ _id: 1 }).session(snapshot).lean<OrderDocument>();
    for await (const document of all.cursor({ batchSize: chunkSize })) {
      chunk.push(recordOf(document));
      if (chunk.length === chunkSize) {
        yield chunk;
        chunk = [];
      }
    }
    yield chunk;
  }

  override async sharedKeys(snapshot: Transaction): Promise<string[]> {
    const groups = await this.orders
      .aggregate<{ _id: { userId: string; key: string } }>([
        { $match: { 'idempotency.key': { $exists: true } } },
        { $group: { _id: { userId: '$userId', key: '$idempotency.key' }, orders: { $sum: 1 } } },
        { $match: { orders: { $gt: 1 } } },
        { $limit: chunkSize },
      ])
      .option({ allowDiskUse: true })
      .session(snapshot);
    return groups.map(({ _id: { userId, key } }) => `${key} of user ${userId}`);
  }
}

function recordOf(document: OrderDocument): OrderRecord {
  const { unsentSince, remindAfter } = document;
  return {
    order: toOrder(document),
    ...(unsentSince && { unsentSince: new Date(unsentSince.getHighBitsUnsigned() * 1000) }),
    ...(remindAfter && { remindAfter }),
  };
}
