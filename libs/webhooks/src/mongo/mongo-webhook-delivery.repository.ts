import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { Page, pageOf, positionIn } from '@app/contracts';
import { Coalescer, errorsOfEach, hasCome, isDuplicateKey, secondsFromNow } from '@app/platform';
import { Model, PipelineStage, UpdateQuery } from 'mongoose';
import { v7 as newId } from 'uuid';
import { Attempt, attemptsKept, leaseSeconds, Verdict, WebhookClaim, WebhookDelivery, WebhookDeliveryState, WebhookEvent } from '../domain/webhook-delivery';
import { DeliveryPageRequest, WebhookDeliveryRepository } from '../ports/webhook-delivery.repository';
import { deliveryOf, WebhookDeliveryRecord } from './webhook-delivery.record';

const batches = { largest: 300, atOnce: 2 };

/** Deliveries in MongoDB; those recorded at the same time are recorded together. Leases and pauses are timed by the database's clock, so that senders need not agree on the time. */
@Injectable()
export class MongoWebhookDeliveryRepository extends WebhookDeliveryRepository {
  private readonly comers = new Coalescer((some: readonly NewDelivery[]) => this.recordEach(some), batches);

  constructor(@InjectModel(WebhookDeliveryRecord.name) private readonly deliveries: Model<WebhookDeliveryRecord>) {
    super();
  }

  override async record(event: WebhookEvent, webhookIds: readonly string[]): Promise<void> {
    await Promise.all(webhookIds.map((webhookId) => this.comers.add({ ...event, webhookId })));
  }

  override async claimNext(busy: readonly string[]): Promise<WebhookClaim | undefined> {
    const token = randomUUID();
    const record = await this.deliveries
      .findOneAndUpdate(
        { ...hasCome('dueAt'), ...(busy.length > 0 && { webhookId: { $nin: [...busy] } }) },
        [{ $set: { state: 'sending', leaseToken: token, dueAt: secondsFromNow(leaseSeconds), tries: { $add: ['$tries', 1] } } }],
        { sort: { dueAt: 1 }, updatePipeline: true, returnDocument: 'after' },
      )
      .lean<WebhookDeliveryRecord>();
    return record ? { delivery: deliveryOf(record), token, tries: record.tries, ageSeconds: ageOf(record) } : undefined;
  }

  override async recordAttempt({ delivery, token }: WebhookClaim, attempt: Attempt, verdict: Verdict): Promise<boolean> {
    const pause = verdict.state === 'waiting' && { dueAt: secondsFromNow(verdict.pauseMs / 1000) };
    const kept = { $slice: [{ $concatArrays: ['$attempts', [{ $literal: attempt }]] }, -attemptsKept] };
    const stages: PipelineStage[] = [{ $set: { state: verdict.state, attempts: kept, ...pause } }];
    const settled = verdict.state === 'waiting' ? ['leaseToken'] : ['leaseToken', 'dueAt'];
    const { modifiedCount } = await this.deliveries.updateOne(
      { _id: delivery.id, leaseToken: token },
      [...stages, { $unset: settled }] as UpdateQuery<WebhookDeliveryRecord>,
      { updatePipeline: true },
    );
    return modifiedCount === 1;
  }

  override async page({ webhookId, limit, cursor }: DeliveryPageRequest): Promise<Page<WebhookDelivery>> {
    const records = await this.deliveries
      .find({ webhookId: { $eq: webhookId }, ...(cursor && { _id: { $lt: positionIn(cursor) } }) })
      .sort({ _id: -1 })
      .limit(limit + 1)
      .lean<WebhookDeliveryRecord[]>();
    return pageOf(records.map(deliveryOf), limit, ({ id }) => id);
  }

  override async redeliver(webhookId: string, ids: readonly string[] | 'failed'): Promise<number> {
    const states: WebhookDeliveryState[] = ids === 'failed' ? ['failed'] : ['delivered', 'failed'];
    const which = { webhookId, state: { $in: states }, ...(ids !== 'failed' && { _id: { $in: [...ids] } }) };
    const { modifiedCount } = await this.deliveries.updateMany(which, [{ $set: onItsWay }], { updatePipeline: true });
    return modifiedCount;
  }

  override async removeAllOf(webhookId: string): Promise<void> {
    await this.deliveries.deleteMany({ webhookId });
  }

  /** What another one inserts at the same moment is on record as well. */
  private async recordEach(some: readonly NewDelivery[]): Promise<(Error | undefined)[]> {
    const updates = some.map((delivery) => {
      const { webhookId, eventId } = delivery;
      return { updateOne: { filter: { webhookId, eventId }, update: beginIfNew(delivery), upsert: true, updatePipeline: true } };
    });
    const errors = await errorsOfEach(some.length, this.deliveries.bulkWrite(updates, { ordered: false, strict: false }));
    return errors.map((error) => (isDuplicateKey(error) ? undefined : error));
  }
}

type NewDelivery = WebhookEvent & { readonly webhookId: string };

function beginIfNew(delivery: NewDelivery): PipelineStage.ReplaceWith[] {
  const isNew = { $eq: [{ $type: '$state' }, 'missing'] };
  const begun = { $mergeObjects: [{ $literal: { ...delivery, _id: newId() } }, { attempts: [], createdAt: '$$NOW', ...onItsWay }] };
  return [{ $replaceWith: { $cond: [isNew, begun, '$$ROOT'] } }] as PipelineStage.ReplaceWith[];
}

const onItsWay = { state: 'waiting', tries: 0, begunAt: '$$NOW', dueAt: '$$NOW' };

/** By the end of the lease that was just taken, which tells what time the database has. */
function ageOf({ dueAt, begunAt }: WebhookDeliveryRecord): number {
  return dueAt ? (dueAt.getTime() - begunAt.getTime()) / 1000 - leaseSeconds : 0;
}
