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
  'PoolClearedOnNetworkError',
  'MongoPoolClosedError',
  'MongoWaitQueueTimeoutError',
  'MongoExpiredSessionError',
]);

const transientLabels = ['RetryableWriteError', 'TransientTransactionError', 'UnknownTransactionCommitResult'];

/**
 * What a server answers that is stopping, starting, not primary, or without a majority; from the retryable errors of
 * MongoDB's driver specifications.
 */
const outageCodes = new Set<unknown>([6, 7, 50, 64, 89, 91, 134, 189, 262, 9001, 10_107, 11_600, 11_602, 13_435, 13_436]);

/** What the driver hands on, unwrapped, from the socket of a server that has just died. */
const socketCodes = new Set<unknown>(['EPIPE', 'ECONNRESET', 'ERR_STREAM_DESTROYED']);

/** Whether a write was refused by a unique index; with `index`, by that one. */
export function isDuplicateKey(error: unknown, index?: string): boolean {
  return (
    error instanceof mongo.MongoServerError &&
    error.code === duplicateKey &&
    (index === undefined || error.message.includes(` index: ${index} `))
  );
}

/** Whether the database is away or electing: the same call may succeed in a moment. A bulk write wraps what it met. */
export function isDatabaseOutage(error: unknown): boolean {
  if (!(error instanceof Error)) {
    return false;
  }
  if (error instanceof mongo.MongoBulkWriteError && error.errorResponse instanceof Error) {
    return isDatabaseOutage(error.errorResponse);
  }
  const isTransient = error instanceof mongo.MongoError && transientLabels.some((label) => error.hasErrorLabel(label));
  const isStopping = error instanceof mongo.MongoServerError && outageCodes.has(error.code);
  return outages.has(error.name) || isTransient || isStopping || isBroken(error) || isDisconnected(error);
}

function isBroken(error: Error): boolean {
  return 'code' in error && socketCodes.has(error.code);
}

/** What mongoose says once it has noticed that its connection is lost, and until there is another. */
function isDisconnected({ name, message }: Error): boolean {
  return name === 'MongooseError' && message.includes('before initial connection');
}
