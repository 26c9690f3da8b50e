import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { decodeCursor, Page, pageOf } from '@app/contracts';
import { isDuplicateKey, Transaction } from '@app/platform';
import { Model } from 'mongoose';
import { Order } from '../domain/order';
import { orderChanged } from '../domain/order.errors';
import { orderEventOf } from '../domain/order-event';
import { OrderFilter, OrderRepository } from '../ports/order.repository';
import { idempotencyIndex, orderCollection, OrderDocument, orderModel } from './order.schema';
import { toDocument, toOrder } from './order-document';

/** What the process that committed an event gets, to announce it, before a sweep steps in. */
const announcementMs = 5000;

/** One document an order. */
@Injectable()
export class MongoOrderRepository extends OrderRepository {
  constructor(@InjectModel(orderModel) private readonly orders: Model<OrderDocument>) {
    super();
  }

  override async place(order: Order): Promise<{ order: Order; isNew: boolean }> {
    const document = { ...toDocument(order), outbox: [orderEventOf(order)], relayAfter: relayAfter(order) };
    try {
      await orderCollection(this.orders).insertOne(document);
      return { order, isNew: true };
    } catch (error) {
      const holder = isDuplicateKey(error, idempotencyIndex) ? await this.holderOfKeyOf(order) : undefined;
      if (!holder) {
        throw error;
      }
      return { order: holder, isNew: false };
    }
  }

  override async byIdempotencyKey(userId: string, key: string): Promise<Order | undefined> {
    const document = await this.orders.findOne({ userId, 'idempotency.key': key }, { outbox: 0 }).lean();
    return document ? toOrder(document) : undefined;
  }

  override async byId(id: string): Promise<Order | undefined> {
    const document = await this.orders.findById(id, { outbox: 0 }).lean();
    return document ? toOrder(document) : undefined;
  }

  override async list({ limit, cursor, status, userId }: OrderFilter): Promise<Page<Order>> {
    const documents = await this.orders
      .find(
        { ...(userId && { userId }), ...(status && { status }), ...(cursor && { _id: { $lt: decodeCursor(cursor) } }) },
        { outbox: 0 },
      )
      .sort({ _id: -1 })
      .limit(limit + 1)
      .lean();
    return pageOf(documents.map(toOrder), limit, ({ id }) => id);
  }

  override async pendingAmong(ids: readonly string[], transaction: Transaction): Promise<Order[]> {
    const documents = await this.orders
      .find({ _id: { $in: [...ids] }, status: 'PENDING' }, { outbox: 0 })
      .sort({ _id: 1 })
      .session(transaction)
      .lean();
    return documents.map(toOrder);
  }

  /** The outbox is replaced, not added to: what brought us here has evidently been delivered. */
  override async advance(orders: readonly Order[], transaction: Transaction): Promise<void> {
    if (orders.length === 0) {
      return;
    }
    const { matchedCount } = await orderCollection(this.orders).bulkWrite(
      orders.map((order) => {
        const { _id, ...fields } = toDocument(order);
        return {
          updateOne: {
            filter: { _id, version: order.version - 1 },
            update: { $set: { ...fields, outbox: [orderEventOf(order)], relayAfter: relayAfter(order) } },
          },
        };
      }),
      { session: transaction },
    );
    if (matchedCount !== orders.length) {
      throw orderChanged();
    }
  }

  private async holderOfKeyOf({ userId, idempotency }: Order): Promise<Order | undefined> {
    return idempotency && this.byIdempotencyKey(userId, idempotency.key);
  }
}

function relayAfter({ updatedAt }: Order): Date {
  return new Date(updatedAt.getTime() + announcementMs);
}
