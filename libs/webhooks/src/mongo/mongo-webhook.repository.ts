import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { Coalescer } from '@app/platform';
import { Model } from 'mongoose';
import { DisablingReason, Webhook } from '../domain/webhook';
import { Audience, WebhookChange, WebhookRepository } from '../ports/webhook.repository';
import { webhookOf, WebhookRecord } from './webhook.record';

const batches = { largest: 300, atOnce: 2 };

/** Webhooks in MongoDB. Those looked up at the same time are found together, and so are the audiences of events. */
@Injectable()
export class MongoWebhookRepository extends WebhookRepository {
  private readonly reads = new Coalescer((ids: readonly string[]) => this.findEach(ids), batches);
  private readonly audiences = new Coalescer((some: readonly Audience[]) => this.listeningToEach(some), batches);

  constructor(@InjectModel(WebhookRecord.name) private readonly webhooks: Model<WebhookRecord>) {
    super();
  }

  /** Of several at the same moment each sees the others: rather one too few than one too many. Nothing is sent before it may stay. */
  override async add({ id: _id, events, secrets, ...webhook }: Webhook, most: number): Promise<boolean> {
    await this.webhooks.insertOne({ _id, ...webhook, events: [...events], secrets: [...secrets], disabledBecause: 'owner' });
    const count = await this.webhooks.countDocuments({ ownerId: webhook.ownerId });
    if (count > most) {
      await this.webhooks.deleteOne({ _id });
      return false;
    }
    await this.webhooks.updateOne({ _id }, { $set: { disabledBecause: null } });
    return true;
  }

  override byId(id: string): Promise<Webhook | undefined> {
    return this.reads.add(id);
  }

  override async ofOwner(ownerId: string, id: string): Promise<Webhook | undefined> {
    const record = await this.webhooks.findOne({ _id: { $eq: id }, ownerId }).lean<WebhookRecord>();
    return record ? webhookOf(record) : undefined;
  }

  override async allOf(ownerId: string): Promise<Webhook[]> {
    const records = await this.webhooks.find({ ownerId }).sort({ _id: 1 }).lean<WebhookRecord[]>();
    return records.map(webhookOf);
  }

  override async change(ownerId: string, id: string, change: WebhookChange, sealedNow?: string): Promise<Webhook | undefined> {
    const forgetsFailures = (change.disabledBecause === null || change.url !== undefined) && { failingSince: null };
    const own = { _id: { $eq: id }, ownerId, ...(sealedNow !== undefined && { 'secrets.0.sealed': sealedNow }) };
    const record = await this.webhooks
      .findOneAndUpdate(own, { $set: { ...change, ...forgetsFailures } }, { returnDocument: 'after' })
      .lean<WebhookRecord>();
    return record ? webhookOf(record) : undefined;
  }

  override async remove(ownerId: string, id: string): Promise<boolean> {
    const { deletedCount } = await this.webhooks.deleteOne({ _id: { $eq: id }, ownerId });
    return deletedCount === 1;
  }

  override listeningTo(audience: Audience): Promise<readonly Webhook[]> {
    return this.audiences.add(audience);
  }

  override async noteSuccess({ id, url }: Webhook): Promise<void> {
    await this.webhooks.updateOne({ _id: id, url, failingSince: { $ne: null } }, { $set: { failingSince: null } });
  }

  override async noteFailure({ id, url }: Webhook, at: Date): Promise<void> {
    await this.webhooks.updateOne({ _id: id, url, failingSince: null }, { $set: { failingSince: at } });
  }

  /** The first reason stands; failures that are over are none. */
  override async disable({ id, url, failingSince }: Webhook, because: DisablingReason): Promise<boolean> {
    const asItWas = { _id: id, url, disabledBecause: null, ...(because === 'failing' && { failingSince: failingSince ?? null }) };
    const { modifiedCount } = await this.webhooks.updateOne(asItWas, { $set: { disabledBecause: because } });
    return modifiedCount === 1;
  }

  /** Rare enough to look at all of them: keys change once in a while, at a start. */
  override async *sealedOtherwise(keyId: string): AsyncGenerator<Webhook> {
    const others = { secrets: { $elemMatch: { sealed: { $not: { $regex: `^${keyId}\\.` } } } } };
    for await (const record of this.webhooks.find(others).lean<WebhookRecord[]>().cursor()) {
      yield webhookOf(record as WebhookRecord);
    }
  }

  override async reseal(id: string, from: string, to: string): Promise<void> {
    await this.webhooks.updateOne({ _id: id, 'secrets.sealed': from }, { $set: { 'secrets.$.sealed': to } });
  }

  private async findEach(ids: readonly string[]): Promise<(Webhook | undefined)[]> {
    const records = await this.webhooks.find({ _id: { $in: [...ids] } }).lean<WebhookRecord[]>();
    const webhooks = new Map(records.map((record) => [record._id, webhookOf(record)]));
    return ids.map((id) => webhooks.get(id));
  }

  private async listeningToEach(audiences: readonly Audience[]): Promise<Webhook[][]> {
    const userIds = [...new Set(audiences.map(({ userId }) => userId))];
    const records = await this.webhooks
      .find({ disabledBecause: null, $or: [{ ownerId: { $in: userIds } }, { scope: 'all' }] })
      .lean<WebhookRecord[]>();
    const webhooks = records.map(webhookOf);
    return audiences.map(({ userId, type }) =>
      webhooks.filter(({ scope, ownerId, events }) => (scope === 'all' || ownerId === userId) && events.includes(type)),
    );
  }
}
