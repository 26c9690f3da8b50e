import { Model, mongo } from 'mongoose';
import { driverCollection } from './driver-collection';
import { errorsOfEach } from './errors-of-each';

/** An update of one document, by operators or by a pipeline. */
export interface SingleUpdate<Document extends mongo.Document> {
  readonly filter: mongo.Filter<Document>;
  readonly update: mongo.UpdateFilter<Document> | object[];
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
export async function updateTogether<Document extends mongo.Document>(
  model: Model<Document>,
  updates: readonly SingleUpdate<Document>[],
): Promise<Updated> {
  const bulk = driverCollection(model).bulkWrite(
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
