import { mongo } from 'mongoose';

const duplicateKey = 11_000;

const outages = new Set([
  'MongoNetworkError',
  'MongoNetworkTimeoutError',
  'MongoServerSelectionError',
  'MongooseServerSelectionError',
  'MongoNotConnectedError',
  'MongoTopologyClosedError',
  'MongoPoolClearedError',
  'MongoPoolClosedError',
  'MongoWaitQueueTimeoutError',
  'MongoExpiredSessionError',
]);

/** Whether a write was refused by a unique index; with `index`, by that one. */
export function isDuplicateKey(error: unknown, index?: string): boolean {
  return (
    error instanceof mongo.MongoServerError &&
    error.code === duplicateKey &&
    (index === undefined || error.message.includes(` index: ${index} `))
  );
}

/** Whether the database is away or electing: the same call may succeed in a moment. */
export function isDatabaseOutage(error: unknown): boolean {
  if (!(error instanceof Error)) {
    return false;
  }
  const isTransient =
    error instanceof mongo.MongoError &&
    (error.hasErrorLabel('RetryableWriteError') || error.hasErrorLabel('TransientTransactionError'));
  return outages.has(error.name) || isTransient;
}
