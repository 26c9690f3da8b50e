import { setTimeout as pause } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { Page, pageOf, positionIn } from '@app/contracts';
import { batchSizes, Coalescer, driverCollection, errorsOfEach, Histogram, isDuplicateKey, Metrics, Transaction } from '@app/platform';
import { Model, mongo } from 'mongoose';
import { Order } from '../domain/order';
import { orderChanged, orderNotDurableYet } from '../domain/order.errors';
import { orderEventOf } from '../domain/order-event';
import { OrderFilter, OrderRepository } from '../ports/order.repository';
import { idempotencyIndex, OrderDocument, orderModel } from './order.schema';
import { toNewDocument, toOrder } from './order-document';

const betweenLooksMs = 50;
const mostLooks = 100;

const inserts = { largest: 200, atOnce: 4 };
const looks = { largest: 200, atOnce: 4 };

/** One document an order. Orders that are placed at the same time are inserted together, and looked up together. */
@Injectable()
export class MongoOrderRepository extends OrderRepository {
  private readonly inserts = new Coalescer((orders: readonly Order[]) => this.insert(orders), inserts);
  private readonly looks = new Coalescer((ids: readonly string[]) => this.ordersOf(ids), looks);

  private readonly insertedTogether: Histogram;

  constructor(
    @InjectModel(orderModel) private readonly orders: Model<OrderDocument>,
    metrics: Metrics,
  ) {
    super();
    this.insertedTogether = metrics.histograms('order_insert_batch_size', 'Orders inserted in one write.', batchSizes).of();
  }

  override async place(order: Order): Promise<{ order: Order; isNew: boolean }> {
    try {
      await this.inserts.add(order);
      return { order, isNew: true };
    } catch (error) {
      if (!isDuplicateKey(error, idempotencyIndex)) {
        throw error;
      }
      return { order: await this.holderOfKeyOf(order), isNew: false };
    }
  }

  override async byIdempotencyKey(userId: string, key: string): Promise<Order | undefined> {
    const document = await this.orders.findOne({ userId, 'idempotency.key': key }, { outbox: 0 }).lean();
    return document ? toOrder(document) : undefined;
  }

  override async byId(id: string, transaction?: Transaction): Promise<Order | undefined> {
    if (!transaction) {
      return this.looks.add(id);
    }
    const [order] = await this.ordersOf([id], transaction);
    return order;
  }

  override async list({ limit, cursor, status, userId }: OrderFilter): Promise<Page<Order>> {
    const documents = await this.orders
      .find(
        { ...(userId && { userId }), ...(status && { status }), ...(cursor !== undefined && { _id: { $lt: positionIn(cursor) } }) },
        { outbox: 0 },
      )
      .sort({ _id: -1 })
      .limit(limit + 1)
      .lean();
    return pageOf(documents.map(toOrder), limit, ({ id }) => id);
  }

  override async pendingAmong(ids: readonly string[], session?: Transaction): Promise<Order[]> {
    const documents = await driverCollection(this.orders)
      .find({ _id: { $in: [...ids] }, status: 'PENDING' }, { session, projection: { outbox: 0 } })
      .sort({ _id: 1 })
      .toArray();
    return documents.map(toOrder);
  }

  override async unknownAmong(ids: readonly string[]): Promise<string[]> {
    const documents = await this.orders.find({ _id: { $in: [...ids] } }, { _id: 1 }).lean();
    const known = new Set(documents.map(({ _id }) => _id));
    return ids.filter((id) => !known.has(id));
  }

  override async advance(orders: readonly Order[], session: Transaction): Promise<void> {
    if (orders.length === 0) {
      return;
    }
    const { matchedCount } = await driverCollection(this.orders).bulkWrite(
      orders.map((order) => ({
        updateOne: { filter: { _id: order.id, version: order.version - 1 }, update: nextVersion(order) },
      })),
      { session },
    );
    if (matchedCount !== orders.length) {
      throw orderChanged();
    }
  }

  private async ordersOf(ids: readonly string[], session?: Transaction): Promise<(Order | undefined)[]> {
    const documents = await driverCollection(this.orders)
      .find({ _id: { $in: [...ids] } }, { session, projection: { outbox: 0 } })
      .toArray();
    const orders = new Map(documents.map((document) => [document._id, toOrder(document)]));
    return ids.map((id) => orders.get(id));
  }

  private insert(orders: readonly Order[]): Promise<(Error | undefined)[]> {
    this.insertedTogether.observe(orders.length);
    return errorsOfEach(orders.length, driverCollection(this.orders).insertMany(orders.map(toNewDocument), { ordered: false }));
  }

  /** The holder is seen by the index a moment before a majority has it, and must not be answered before that. */
  private async holderOfKeyOf({ userId, idempotency }: Order): Promise<Order> {
    for (let looks = 0; idempotency && looks < mostLooks; looks += 1) {
      const holder = await this.byIdempotencyKey(userId, idempotency.key);
      if (holder) {
        return holder;
      }
      await pause(betweenLooksMs);
    }
    throw orderNotDurableYet();
  }
}

/** Only what a change may change. Unsent events stay beside the new one, but for the call for a decision: that has been made. */
function nextVersion(order: Order): mongo.UpdateFilter<OrderDocument> {
  const { status, version, updatedAt, timeline, rejection } = order;
  const event = orderEventOf(order);
  const entries = timeline.slice(-1);
  const isDecision = version === 2;
  return {
    $set: { status, version, updatedAt, ...(rejection && { rejection }), ...(isDecision && { outbox: [event] }) },
    $push: { timeline: { $each: entries }, ...(!isDecision && { outbox: event }) },
    $currentDate: { unsentSince: { $type: 'timestamp' } },
    $unset: { remindAfter: 1, reminders: 1, isDeadLetter: 1 },
  };
}
