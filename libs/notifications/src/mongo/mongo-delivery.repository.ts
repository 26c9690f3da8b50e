import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { Model } from 'mongoose';
import { Delivery, deliveryIdOf, isSettled, Lease, leaseSeconds } from '../domain/delivery';
import { deliveryInProgress } from '../domain/notifications.errors';
import { DeliveryRepository } from '../ports/delivery.repository';
import { claimUnlessHeld } from './claim-unless-held';
import { DeliveryDocument, deliveryModel } from './delivery.schema';

/** Deliveries in one collection. Leases are timed by the database's clock, so that senders need not agree on the time. */
@Injectable()
export class MongoDeliveryRepository extends DeliveryRepository {
  constructor(@InjectModel(deliveryModel) private readonly deliveries: Model<DeliveryDocument>) {
    super();
  }

  override async claim(delivery: Delivery): Promise<Lease | undefined> {
    const lease = { deliveryId: deliveryIdOf(delivery), token: randomUUID() };
    const { state, leaseToken } = await this.upsert(delivery, lease);
    if (isSettled(state)) {
      return undefined;
    }
    if (leaseToken !== lease.token) {
      throw deliveryInProgress(lease.deliveryId);
    }
    return lease;
  }

  override recordSent(lease: Lease, messageId: string): Promise<boolean> {
    return this.settle(lease, 'sent', { messageId }, 'sentAt');
  }

  override recordFailed(lease: Lease, failureReason: string): Promise<boolean> {
    return this.settle(lease, 'failed', { failureReason }, 'failedAt');
  }

  override async release({ deliveryId, token }: Lease): Promise<void> {
    await this.deliveries.updateOne(
      { _id: deliveryId, leaseToken: token, state: 'sending' },
      { $unset: { leaseToken: 1, leaseUntil: 1 } },
    );
  }

  /** First claims at the same moment all try to insert; MongoDB itself lets the losers find the winner's document. */
  private upsert(delivery: Delivery, lease: Lease): Promise<DeliveryDocument> {
    return this.deliveries
      .findOneAndUpdate({ _id: lease.deliveryId }, claimUnlessHeld(delivery, lease.token, leaseSeconds), {
        upsert: true,
        returnDocument: 'after',
        updatePipeline: true,
      })
      .lean<DeliveryDocument>()
      .orFail();
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
      { $set: { state, ...outcome }, $currentDate: { [settledAt]: true }, $unset: { leaseUntil: 1 } },
    );
    return matchedCount === 1;
  }
}
