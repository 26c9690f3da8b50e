import { driverCollection, errorsOfEach } from '@app/platform';
import { Model, mongo, PipelineStage } from 'mongoose';
import { DeliveryDocument } from './delivery.schema';

/** An update of one delivery. */
export interface DeliveryUpdate {
  readonly filter: mongo.Filter<DeliveryDocument> & { readonly _id: string };
  readonly update: mongo.UpdateFilter<DeliveryDocument> | (PipelineStage.Set | PipelineStage.ReplaceWith)[];
  readonly upsert?: boolean;
}

/** What became of several updates. */
export interface Updated {
  /** In the order of the updates: what went wrong with it alone, or nothing. */
  readonly errors: readonly (Error | undefined)[];
  /** How many found a document; 0 when some failed. */
  readonly matched: number;
  /** Whether this update inserted its document; nobody knows, and it says no, when some failed. */
  isInserted(index: number): boolean;
}

/**
 * Makes all of the updates in one write, each on its own.
 *
 * @throws what concerns all of them: an outage.
 */
export async function updateTogether(deliveries: Model<DeliveryDocument>, updates: readonly DeliveryUpdate[]): Promise<Updated> {
  const bulk = driverCollection(deliveries).bulkWrite(
    updates.map(({ filter, update, upsert = false }) => ({ updateOne: { filter, update: update as mongo.Document[], upsert } })),
    { ordered: false },
  );
  const errors = await errorsOfEach(updates.length, bulk);
  if (errors.some(Boolean)) {
    return { errors, matched: 0, isInserted: () => false };
  }
  const { matchedCount, upsertedIds } = await bulk;
  return { errors, matched: matchedCount, isInserted: (index) => index in upsertedIds };
}
