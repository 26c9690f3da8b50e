import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { OrderEvent } from '@app/contracts';
import { Outbox } from '@app/messaging';
import { Model } from 'mongoose';
import { orderCollection, OrderDocument, orderModel } from './order.schema';

const leaseMs = 30_000;

/** The outbox inside the order documents. Leases run on the database's clock, which all instances share. */
@Injectable()
export class MongoOrderOutbox extends Outbox {
  constructor(@InjectModel(orderModel) private readonly orders: Model<OrderDocument>) {
    super();
  }

  override async claimOverdue(limit: number): Promise<OrderEvent[]> {
    const candidates = await this.orders
      .find({ $expr: { $lte: ['$relayAfter', '$$NOW'] }, relayAfter: { $exists: true } }, { _id: 1, relayAfter: 1 })
      .sort({ relayAfter: 1 })
      .limit(limit)
      .lean();
    const claimed = await Promise.all(candidates.map(({ _id, relayAfter }) => this.claim(_id, relayAfter)));
    return claimed.flat();
  }

  override async markDelivered(events: readonly OrderEvent[]): Promise<void> {
    if (events.length === 0) {
      return;
    }
    await orderCollection(this.orders).bulkWrite(
      events.map(({ id, data: { orderId } }) => ({
        updateOne: {
          filter: { _id: orderId, 'outbox.id': id },
          update: [
            { $set: { outbox: { $filter: { input: '$outbox', cond: { $ne: ['$$this.id', id] } } } } },
            { $set: { relayAfter: { $cond: [{ $eq: ['$outbox', []] }, '$$REMOVE', '$relayAfter'] } } },
          ],
        },
      })),
      { ordered: false },
    );
  }

  /** Of several sweeps that saw the same order, the one that still finds it as it was gets it. */
  private async claim(id: string, relayAfter: Date | undefined): Promise<readonly OrderEvent[]> {
    const lease = { $dateAdd: { startDate: '$$NOW', unit: 'millisecond', amount: leaseMs } };
    const document = await this.orders
      .findOneAndUpdate({ _id: id, relayAfter }, [{ $set: { relayAfter: lease } }], { updatePipeline: true })
      .lean();
    return document?.outbox ?? [];
  }
}
