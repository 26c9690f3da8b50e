import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { Coalescer, hasCome, isDuplicateKey, Transaction, updateTogether } from '@app/platform';
import { Model } from 'mongoose';
import { Claim, Delivery, deliveryIdOf, DeliveryRecord, DeliveryState, deliveryStates, Lease, leaseSeconds } from '../domain/delivery';
import { DeliveryRepository } from '../ports/delivery.repository';
import { claimFound, claimIfFree, keepIfNew } from './claim-updates';
import { DeliveryDocument, deliveryModel } from './delivery.schema';
import { HoldersRecord, isWritten, postponed, settled } from './holders-record';

/** Two batches under way keep the database busy while the process prepares the next. */
const batches = { largest: 100, atOnce: 2 };

/**
 * Deliveries in one collection; those claimed at the same time are claimed together, and so are records. Leases and
 * pauses are timed by the database's clock, so that senders need not agree on the time.
 */
@Injectable()
export class MongoDeliveryRepository extends DeliveryRepository {
  private readonly claims = new Coalescer((some: readonly Delivery[]) => this.claimEach(some), batches);
  private readonly comers = new Coalescer((some: readonly Delivery[]) => this.keepEach(some), batches);
  private readonly records = new Coalescer((some: readonly HoldersRecord[]) => this.recordEach(some), batches);

  constructor(@InjectModel(deliveryModel) private readonly deliveries: Model<DeliveryDocument>) {
    super();
  }

  override claim(delivery: Delivery): Promise<Claim | undefined> {
    return this.claims.add(delivery);
  }

  override keepForLater(delivery: Delivery): Promise<void> {
    return this.comers.add(delivery);
  }

  override async claimDue(limit: number, except: readonly string[] = []): Promise<Claim[]> {
    const due = await this.deliveries
      .find({ ...hasCome('dueAt'), ...(except.length > 0 && { channel: { $nin: except } }) }, { dueAt: 1 })
      .sort({ dueAt: 1 })
      .limit(limit)
      .lean();
    return due.length > 0 ? this.claimStillDue(due) : [];
  }

  override recordSent(lease: Lease, messageId: string): Promise<boolean> {
    return this.records.add(settled(lease, 'sent', { messageId }));
  }

  override recordFailed(lease: Lease, lastError: string): Promise<boolean> {
    return this.records.add(settled(lease, 'failed', { lastError }));
  }

  override postpone(lease: Lease, pauseMs: number, lastError: string): Promise<boolean> {
    return this.records.add(postponed(lease, pauseMs, lastError));
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

  /** Of those who claim one delivery at the same moment the first one's insert counts; the others find it in its hands. */
  private async claimEach(some: readonly Delivery[]): Promise<(Claim | Error | undefined)[]> {
    const asked = some.map((delivery) => ({ delivery, deliveryId: deliveryIdOf(delivery), token: randomUUID() }));
    const { errors, isInserted } = await updateTogether(
      this.deliveries,
      asked.map(({ delivery, deliveryId, token }) => ({
        filter: { _id: deliveryId },
        update: claimIfFree(delivery, token),
        upsert: true,
      })),
    );
    const documents = await this.documentsOf(asked.filter((_, index) => !isInserted(index)));
    return asked.map((lease, index) => {
      if (isInserted(index)) {
        return { ...lease, attempts: 1, ageSeconds: 0 };
      }
      const error = isDuplicateKey(errors[index]) ? undefined : errors[index];
      return claimOf(lease, documents.get(lease.deliveryId)) ?? error;
    });
  }

  /** What another one inserts at the same moment is on record as well. */
  private async keepEach(some: readonly Delivery[]): Promise<(Error | undefined)[]> {
    const { errors } = await updateTogether(
      this.deliveries,
      some.map((delivery) => ({ filter: { _id: deliveryIdOf(delivery) }, update: keepIfNew(delivery), upsert: true })),
    );
    return errors.map((error) => (isDuplicateKey(error) ? undefined : error));
  }

  /** Of several sweeps that saw the same delivery, the one that still finds it as it was gets it. */
  private async claimStillDue(due: readonly Pick<DeliveryDocument, '_id' | 'dueAt'>[]): Promise<Claim[]> {
    const asked = due.map(({ _id, dueAt }) => ({ deliveryId: _id, dueAt, token: randomUUID() }));
    await updateTogether(
      this.deliveries,
      asked.map(({ deliveryId: _id, dueAt, token }) => ({ filter: { _id, dueAt }, update: claimFound(token) })),
    );
    const documents = await this.documentsOf(asked);
    return asked.flatMap((lease) => claimOf(lease, documents.get(lease.deliveryId)) ?? []);
  }

  /** The database only tells how many it has written: where that is not all of them, the documents tell which. */
  private async recordEach(records: readonly HoldersRecord[]): Promise<(boolean | Error)[]> {
    const { errors, matched } = await updateTogether(this.deliveries, records);
    if (matched === records.length) {
      return records.map(() => true);
    }
    const documents = await this.documentsOf(records.map(({ filter }) => ({ deliveryId: filter._id })));
    return records.map((record, index) => errors[index] ?? isWritten(record, documents.get(record.filter._id)));
  }

  private async documentsOf(some: readonly Pick<Lease, 'deliveryId'>[]): Promise<Map<string, DeliveryDocument>> {
    if (some.length === 0) {
      return new Map();
    }
    const ids = some.map(({ deliveryId }) => deliveryId);
    const documents = await this.deliveries.find({ _id: { $in: ids } }).lean<DeliveryDocument[]>();
    return new Map(documents.map((document) => [document._id, document]));
  }
}

/** Nothing if another has it. Only for a lease taken a moment ago: its end tells when that was. */
function claimOf({ deliveryId, token }: Lease, document: DeliveryDocument | undefined): Claim | undefined {
  if (document?.leaseToken !== token) {
    return undefined;
  }
  const { attempts, createdAt, dueAt = createdAt } = document;
  return {
    deliveryId,
    token,
    delivery: deliveryIn(document),
    attempts,
    ageSeconds: (dueAt.getTime() - createdAt.getTime()) / 1000 - leaseSeconds,
  };
}

function recordOf(document: DeliveryDocument): DeliveryRecord {
  const { state, attempts, lastError, dueAt, sentAt } = document;
  return {
    ...deliveryIn(document),
    ...{ state, attempts },
    ...(lastError && { lastError }),
    ...(dueAt && { dueAt }),
    ...(sentAt && { sentAt }),
  };
}

function deliveryIn({ eventId, kind, orderId, userId, channel, traceparent }: DeliveryDocument): Delivery {
  return { eventId, kind, userId, channel, ...(orderId && { orderId }), ...(traceparent && { traceparent }) };
}
