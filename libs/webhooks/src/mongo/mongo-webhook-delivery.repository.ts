import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { Page, pageOf, positionIn } from '@app/contracts';
import { Coalescer, hasCome, isDuplicateKey, secondsFromNow, SingleUpdate, updateTogether } from '@app/platform';
import { Model } from 'mongoose';
import { v7 as newId } from 'uuid';
import { Attempt, attemptsKept, leaseSeconds, Verdict, WebhookClaim, WebhookDelivery, WebhookDeliveryState, WebhookEvent } from '../domain/webhook-delivery';
import { DeliveryPageRequest, WebhookDeliveryRepository } from '../ports/webhook-delivery.repository';
import { deliveryOf, waitingIndex, WebhookDeliveryRecord } from './webhook-delivery.record';

const batches = { largest: 300, atOnce: 2 };
const mostLooks = 3;

/**
 * Deliveries in MongoDB; those recorded at the same time are recorded together, and claims and tries likewise. Leases and
 * pauses are timed by the database's clock, so that senders need not agree on the time.
 */
@Injectable()
export class MongoWebhookDeliveryRepository extends WebhookDeliveryRepository {
  private readonly comers = new Coalescer((some: readonly NewDelivery[]) => this.recordEach(some), batches);
  private readonly claims = new Coalescer((webhookIds: readonly string[]) => this.claimEach(webhookIds), { largest: batches.largest });
  private readonly tries = new Coalescer((some: readonly Try[]) => this.noteEach(some), batches);

  constructor(@InjectModel(WebhookDeliveryRecord.name) private readonly deliveries: Model<WebhookDeliveryRecord>) {
    super();
  }

  override async record(event: WebhookEvent, webhookIds: readonly string[]): Promise<void> {
    await Promise.all(webhookIds.map((webhookId) => this.comers.add({ ...event, webhookId })));
  }

  /** From webhook to webhook along the index: however much waits for one, it is passed in a step. */
  override async dueWebhookAfter(webhookId: string): Promise<string | undefined> {
    const [next] = await this.deliveries
      .find({ webhookId: { $gt: webhookId }, dueAt: { $exists: true } })
      .select({ webhookId: 1, isDue: { $lte: ['$dueAt', '$$NOW'] } })
      .sort({ webhookId: 1, dueAt: 1 })
      .limit(1)
      .hint(waitingIndex)
      .lean<{ webhookId: string; isDue: boolean }[]>();
    return !next || next.isDue ? next?.webhookId : this.dueWebhookAfter(next.webhookId);
  }

  override claimNext(webhookId: string): Promise<WebhookClaim | undefined> {
    return this.claims.add(webhookId);
  }

  override recordAttempt(claim: WebhookClaim, attempt: Attempt, verdict: Verdict): Promise<void> {
    return this.tries.add({ claim, attempt, verdict });
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

  /** Together, so that they do not all reach for the same one; those that went to another process meanwhile are made up for. */
  private async claimEach(webhookIds: readonly string[], looks = mostLooks): Promise<(WebhookClaim | undefined)[]> {
    const lookFor = async (id: string) => [id, await this.dueOf(id, webhookIds.filter((other) => other === id).length)] as const;
    const due = new Map(await Promise.all([...new Set(webhookIds)].map(lookFor)));
    const asked = webhookIds.map((id) => due.get(id)?.shift()).map((record) => record && { record, token: randomUUID() });
    const held = await this.lease(asked.filter((one) => one !== undefined));
    const claims = asked.map((one) => (one && held.has(one.token) ? claimOf(one) : undefined));
    const lost = webhookIds.flatMap((webhookId, index) => (asked[index] && !claims[index] ? [{ webhookId, index }] : []));
    if (lost.length > 0 && looks > 1) {
      const others = await this.claimEach(lost.map(({ webhookId }) => webhookId), looks - 1);
      lost.forEach(({ index }, place) => (claims[index] = others[place]));
    }
    return claims;
  }

  private dueOf(webhookId: string, most: number): Promise<DueRecord[]> {
    return this.deliveries
      .aggregate<DueRecord>([{ $match: { webhookId, ...hasCome('dueAt') } }, { $sort: { dueAt: 1 } }, { $limit: most }, { $set: { now: '$$NOW' } }])
      .hint(waitingIndex);
  }

  /** Of several processes that saw the same delivery, the one that still finds it as it was gets it: the tokens of those that we got. */
  private async lease(asked: readonly Asked[]): Promise<ReadonlySet<string>> {
    if (asked.length === 0) {
      return new Set();
    }
    const { matched } = await updateTogether(
      this.deliveries,
      asked.map(({ record: { _id, dueAt }, token }) => ({ filter: { _id, dueAt }, update: [{ $set: { ...inHand, leaseToken: token } }] })),
    );
    const tokens = asked.map(({ token }) => token);
    if (matched === asked.length) {
      return new Set(tokens);
    }
    const ids = asked.map(({ record }) => record._id);
    return new Set(await this.deliveries.distinct('leaseToken', { _id: { $in: ids }, leaseToken: { $in: tokens } }));
  }

  /** What another one inserts at the same moment is on record as well. */
  private async recordEach(some: readonly NewDelivery[]): Promise<(Error | undefined)[]> {
    const { errors } = await updateTogether(this.deliveries, some.map(beginIfNew));
    return errors.map((error) => (isDuplicateKey(error) ? undefined : error));
  }

  private async noteEach(some: readonly Try[]): Promise<readonly (Error | undefined)[]> {
    return (await updateTogether(this.deliveries, some.map(afterTry))).errors;
  }
}

type Update = SingleUpdate<WebhookDeliveryRecord>;

type NewDelivery = WebhookEvent & { readonly webhookId: string };

function beginIfNew(delivery: NewDelivery): Update {
  const { webhookId, eventId } = delivery;
  const isNew = { $eq: [{ $type: '$state' }, 'missing'] };
  const begun = { $mergeObjects: [{ $literal: { ...delivery, _id: newId() } }, { attempts: [], createdAt: '$$NOW', ...onItsWay }] };
  return { filter: { webhookId, eventId }, update: [{ $replaceWith: { $cond: [isNew, begun, '$$ROOT'] } }], upsert: true };
}

interface Try {
  readonly claim: WebhookClaim;
  readonly attempt: Attempt;
  readonly verdict: Verdict;
}

function afterTry({ claim, attempt, verdict }: Try): Update {
  const pause = verdict.state === 'waiting' && { dueAt: secondsFromNow(verdict.pauseMs / 1000) };
  const kept = { $slice: [{ $concatArrays: ['$attempts', [{ $literal: attempt }]] }, -attemptsKept] };
  const settled = verdict.state === 'waiting' ? ['leaseToken'] : ['leaseToken', 'dueAt'];
  const update = [{ $set: { state: verdict.state, attempts: kept, ...pause } }, { $unset: settled }];
  return { filter: { _id: claim.delivery.id, leaseToken: claim.token }, update };
}

interface DueRecord extends WebhookDeliveryRecord {
  readonly now: Date;
}

interface Asked {
  readonly record: DueRecord;
  readonly token: string;
}

const inHand = { state: 'sending', dueAt: secondsFromNow(leaseSeconds), tries: { $add: ['$tries', 1] } };

function claimOf({ record, token }: Asked): WebhookClaim {
  const { now, begunAt, tries } = record;
  const delivery = { ...deliveryOf(record), state: 'sending' as const, dueAt: new Date(now.getTime() + leaseSeconds * 1000) };
  return { delivery, token, tries: tries + 1, ageSeconds: (now.getTime() - begunAt.getTime()) / 1000 };
}

const onItsWay = { state: 'waiting', tries: 0, begunAt: '$$NOW', dueAt: '$$NOW' };
