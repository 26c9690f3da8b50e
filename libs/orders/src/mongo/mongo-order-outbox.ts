import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { OrderEvent } from '@app/contracts';
import { Outbox } from '@app/messaging';
import { Model, mongo } from 'mongoose';
import { orderEventOf } from '../domain/order-event';
import { toOrder } from './order-document';
import { orderCollection, OrderDocument, orderModel } from './order.schema';

/** What a process that undertook to send events gets before another one steps in. */
const leaseSeconds = 10;
/** A pending order is announced again this long after it was announced first; then after twice as long, and so on. */
const firstReminderSeconds = 30;
const longestReminderSeconds = 3600;

/** The outbox inside the order documents. All times are the database's, so that processes need not agree on theirs. */
@Injectable()
export class MongoOrderOutbox extends Outbox {
  constructor(@InjectModel(orderModel) private readonly orders: Model<OrderDocument>) {
    super();
  }

  override async claimOverdue(limit: number): Promise<OrderEvent[]> {
    const candidates = await this.orders
      .find({ unsentSince: { $lt: secondsBefore(await this.databaseTime(), leaseSeconds) } }, { unsentSince: 1 })
      .sort({ unsentSince: 1 })
      .limit(limit)
      .lean();
    const claimed = await Promise.all(candidates.map(({ _id, unsentSince }) => this.claim(_id, unsentSince)));
    return claimed.flat();
  }

  /** A pending order was merely handed to its queue, which may lose it: it gets a date for a reminder instead. */
  override async markDelivered(events: readonly OrderEvent[]): Promise<void> {
    if (events.length === 0) {
      return;
    }
    const isEmpty = { $eq: ['$outbox', []] };
    const isWaiting = { $and: [isEmpty, { $eq: ['$status', 'PENDING'] }] };
    await orderCollection(this.orders).bulkWrite(
      events.map(({ id, data: { orderId } }) => ({
        updateOne: {
          filter: { _id: orderId, 'outbox.id': id },
          update: [
            { $set: { outbox: { $filter: { input: '$outbox', cond: { $ne: ['$$this.id', id] } } } } },
            { $set: { unsentSince: { $cond: [isEmpty, '$$REMOVE', '$unsentSince'] } } },
            { $set: { remindAfter: { $cond: [isWaiting, secondsFromNow(firstReminderSeconds), '$$REMOVE'] } } },
          ],
        },
      })),
      { ordered: false },
    );
  }

  override async unanswered(limit: number): Promise<OrderEvent[]> {
    const documents = await this.orders
      .find({ $expr: { $lte: ['$remindAfter', '$$NOW'] }, remindAfter: { $exists: true } })
      .sort({ remindAfter: 1 })
      .limit(limit)
      .lean();
    return documents.map((document) => orderEventOf(toOrder(document)));
  }

  override async claimUnanswered(events: readonly OrderEvent[]): Promise<OrderEvent[]> {
    const claims = await Promise.all(events.map(({ data: { orderId } }) => this.claimReminder(orderId)));
    return events.filter((_, index) => claims[index]);
  }

  /** Of several sweeps that saw the same order, the one that still finds it as it was gets it. */
  private async claim(id: string, unsentSince: mongo.Timestamp | undefined): Promise<readonly OrderEvent[]> {
    const document = await this.orders
      .findOneAndUpdate({ _id: id, unsentSince }, [{ $set: { unsentSince: '$$CLUSTER_TIME' } }], { updatePipeline: true })
      .lean();
    return document?.outbox ?? [];
  }

  private async claimReminder(id: string): Promise<boolean> {
    const reminders = { $add: [{ $ifNull: ['$reminders', 0] }, 1] };
    const wait = { $min: [longestReminderSeconds, { $multiply: [firstReminderSeconds, { $pow: [2, '$reminders'] }] }] };
    const { modifiedCount } = await this.orders.updateOne(
      { _id: id, $expr: { $lte: ['$remindAfter', '$$NOW'] }, remindAfter: { $exists: true } },
      [{ $set: { reminders } }, { $set: { remindAfter: secondsFromNow(wait) } }],
      { updatePipeline: true },
    );
    return modifiedCount === 1;
  }

  private async databaseTime(): Promise<Date> {
    const { localTime } = await this.orders.db.getClient().db('admin').command({ hello: 1 });
    return localTime as Date;
  }
}

function secondsBefore(time: Date, seconds: number): mongo.Timestamp {
  return new mongo.Timestamp({ t: Math.floor(time.getTime() / 1000) - seconds, i: 0 });
}

function secondsFromNow(amount: unknown): object {
  return { $dateAdd: { startDate: '$$NOW', unit: 'second', amount } };
}
