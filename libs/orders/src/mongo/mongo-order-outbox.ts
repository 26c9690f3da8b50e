import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { OrderEvent } from '@app/contracts';
import { Outbox } from '@app/messaging';
import { Coalescer, driverCollection, hasCome, inChunks, secondsFromNow } from '@app/platform';
import { Model, mongo } from 'mongoose';
import { orderEventOf } from '../domain/order-event';
import { toOrder } from './order-document';
import { OrderDocument, orderModel } from './order.schema';

/** What a process that undertook to send events gets before another one steps in. */
const leaseSeconds = 10;
/** An event without effect is sent again this long after it was sent first; then after twice as long, and so on. */
const firstReminderSeconds = 30;
const longestReminderSeconds = 3600;
const isEmpty = { $eq: ['$outbox', []] };

const answers = { largest: 200 };
const markedTogether = 500;

/** The outbox inside the order documents. All times are the database's, so that processes need not agree on theirs. */
@Injectable()
export class MongoOrderOutbox extends Outbox {
  private readonly answers = new Coalescer((events: readonly OrderEvent[]) => this.endReminders(events, {}), answers);

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

  /** The events were merely handed to a queue, which may lose them: their order gets a date for a reminder instead. */
  override async markDelivered(events: readonly OrderEvent[]): Promise<void> {
    for (const { version, ids } of inChunks(markedTogether, events).flatMap(orderIdsByVersion)) {
      await driverCollection(this.orders).updateMany({ _id: { $in: ids }, 'outbox.data.version': version }, [
        ...withoutEventOf(version),
        { $set: { remindAfter: { $cond: [isEmpty, secondsFromNow(firstReminderSeconds), '$$REMOVE'] } } },
      ]);
    }
  }

  /** Also when it comes before `markDelivered`, which then finds nothing to mark. */
  override answered(event: OrderEvent): Promise<void> {
    return this.answers.add(event);
  }

  override async abandoned(event: OrderEvent): Promise<void> {
    await this.endReminders([event], { isDeadLetter: true });
  }

  override async unanswered(limit: number): Promise<OrderEvent[]> {
    const documents = await this.orders
      .find(hasCome('remindAfter'))
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
      { _id: id, ...hasCome('remindAfter') },
      [{ $set: { reminders } }, { $set: { remindAfter: secondsFromNow(wait) } }],
      { updatePipeline: true },
    );
    return modifiedCount === 1;
  }

  private async endReminders(events: readonly OrderEvent[], mark: object): Promise<undefined[]> {
    for (const { version, ids } of orderIdsByVersion(events)) {
      const ofThisVersion = (kept: string) => ({ $cond: [{ $eq: ['$version', version] }, '$$REMOVE', kept] });
      await driverCollection(this.orders).updateMany({ _id: { $in: ids } }, [
        ...withoutEventOf(version),
        { $set: { remindAfter: ofThisVersion('$remindAfter'), reminders: ofThisVersion('$reminders'), ...mark } },
      ]);
    }
    return events.map(() => undefined);
  }

  private async databaseTime(): Promise<Date> {
    const { localTime } = await this.orders.db.getClient().db('admin').command({ hello: 1 });
    return localTime as Date;
  }
}

function secondsBefore(time: Date, seconds: number): mongo.Timestamp {
  return new mongo.Timestamp({ t: Math.floor(time.getTime() / 1000) - seconds, i: 0 });
}

/** The version of an order names the one event of that version. */
function orderIdsByVersion(events: readonly OrderEvent[]): { version: number; ids: string[] }[] {
  const ids = new Map<number, string[]>();
  for (const { data } of events) {
    const ofVersion = ids.get(data.version) ?? [];
    ids.set(data.version, ofVersion);
    ofVersion.push(data.orderId);
  }
  return [...ids].map(([version, ids]) => ({ version, ids }));
}

function withoutEventOf(version: number): { $set: Record<string, unknown> }[] {
  return [
    { $set: { outbox: { $filter: { input: '$outbox', cond: { $ne: ['$$this.data.version', version] } } } } },
    { $set: { unsentSince: { $cond: [isEmpty, '$$REMOVE', '$unsentSince'] } } },
  ];
}
