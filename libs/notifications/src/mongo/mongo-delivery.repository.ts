import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { Transaction } from '@app/platform';
import { Model } from 'mongoose';
import { Claim, Delivery, deliveryIdOf, DeliveryRecord, DeliveryState, deliveryStates, Lease, leaseSeconds } from '../domain/delivery';
import { DeliveryRepository } from '../ports/delivery.repository';
import { claimFound, claimIfFree, fromNow } from './claim-updates';
import { DeliveryDocument, deliveryModel } from './delivery.schema';

/** Deliveries in one collection. Leases and pauses are timed by the database's clock, so that senders need not agree on the time. */
@Injectable()
export class MongoDeliveryRepository extends DeliveryRepository {
  constructor(@InjectModel(deliveryModel) private readonly deliveries: Model<DeliveryDocument>) {
    super();
  }

  /** First claims at the same moment all try to insert; MongoDB itself lets the losers find the winner's document. */
  override async claim(delivery: Delivery): Promise<Claim | undefined> {
    const token = randomUUID();
    const document = await this.deliveries
      .findOneAndUpdate({ _id: deliveryIdOf(delivery) }, claimIfFree(delivery, token), {
        upsert: true,
        returnDocument: 'after',
        updatePipeline: true,
      })
      .lean<DeliveryDocument>()
      .orFail();
    return document.leaseToken === token ? claimOf(document) : undefined;
  }

  override async claimDue(limit: number): Promise<Claim[]> {
    const due = await this.deliveries
      .find({ dueAt: { $exists: true }, $expr: { $lte: ['$dueAt', '$$NOW'] } }, { dueAt: 1 })
      .sort({ dueAt: 1 })
      .limit(limit)
      .lean();
    const claims = await Promise.all(due.map(({ _id, dueAt }) => this.claimStillDue(_id, dueAt)));
    return claims.filter((claim) => claim !== undefined);
  }

  override recordSent(lease: Lease, messageId: string): Promise<boolean> {
    return this.settle(lease, 'sent', { messageId }, 'sentAt');
  }

  override recordFailed(lease: Lease, lastError: string): Promise<boolean> {
    return this.settle(lease, 'failed', { lastError }, 'failedAt');
  }

  override async postpone({ deliveryId, token }: Lease, pauseMs: number, lastError: string): Promise<boolean> {
    const { matchedCount } = await this.deliveries.updateOne(
      { _id: deliveryId, leaseToken: token, state: 'sending' },
      [{ $set: { state: 'waiting', lastError: { $literal: lastError }, dueAt: fromNow(pauseMs) } }],
      { updatePipeline: true },
    );
    return matchedCount === 1;
  }

  override async ofOrders(orderIds: readonly string[], transaction?: Transaction): Promise<DeliveryRecord[]> {
    const documents = await this.deliveries
      .find({ orderId: { $in: [...orderIds] } })
      .session(transaction ?? null)
      .lean();
    return documents.map(recordOf);
  }

  override async counts(transaction?: Transaction): Promise<Record<DeliveryState, number>> {
    const counted = await this.deliveries
      .aggregate<{ _id: DeliveryState; count: number }>([{ $group: { _id: '$state', count: { $sum: 1 } } }])
      .session(transaction ?? null);
    const zeros = deliveryStates.map((state) => [state, 0] as const);
    return Object.fromEntries([...zeros, ...counted.map(({ _id, count }) => [_id, count] as const)]) as Record<DeliveryState, number>;
  }

  /** Of several sweeps that saw the same delivery, the one that still finds it as it was gets it. */
  private async claimStillDue(_id: string, dueAt: Date | undefined): Promise<Claim | undefined> {
    const document = await this.deliveries
      .findOneAndUpdate({ _id, dueAt }, claimFound(randomUUID()), { returnDocument: 'after', updatePipeline: true })
      .lean<DeliveryDocument>();
    return document ? claimOf(document) : undefined;
  }

  /** The token stays: a record whose answer was lost may be written once more by the same holder. */
  private async settle(
    { deliveryId, token }: Lease,
    state: 'sent' | 'failed',
    outcome: Partial<DeliveryDocument>,
    settledAt: 'sentAt' | 'failedAt',
  ): Promise<boolean> {
    const { matchedCount } = await this.deliveries.updateOne(
      { _id: deliveryId, leaseToken: token, state: { $in: ['sending', state] } },
      { $set: { state, ...outcome }, $currentDate: { [settledAt]: true }, $unset: { dueAt: 1, ...(state === 'sent' && { lastError: 1 }) } },
    );
    return matchedCount === 1;
  }
}

/** Only for a document whose lease was taken a moment ago: the lease's end tells when that was. */
function claimOf({ _id, leaseToken, attempts, createdAt, dueAt = createdAt, ...document }: DeliveryDocument): Claim {
  const { eventId, kind, orderId, userId, channel } = document;
  return {
    deliveryId: _id,
    token: leaseToken,
    delivery: { eventId, kind, orderId, userId, channel },
    attempts,
    ageSeconds: (dueAt.getTime() - createdAt.getTime()) / 1000 - leaseSeconds,
  };
}

function recordOf(document: DeliveryDocument): DeliveryRecord {
  const { eventId, kind, orderId, userId, channel, state, attempts, lastError, dueAt, sentAt } = document;
  return {
    ...{ eventId, kind, orderId, userId, channel, state, attempts },
    ...(lastError && { lastError }),
    ...(dueAt && { dueAt }),
    ...(sentAt && { sentAt }),
  };
}
