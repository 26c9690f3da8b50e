import { randomUUID } from 'node:crypto';
import { secondsFromNow, SingleUpdate } from '@app/platform';
import { mongo } from 'mongoose';
import { DeliveryState, Lease } from '../domain/delivery';
import { DeliveryDocument } from './delivery.schema';

type Trace = Readonly<Pick<DeliveryDocument, 'state' | 'leaseToken'>>;

/** What the holder of a lease writes down; it finds nothing once the lease has gone to another. */
export interface HoldersRecord extends SingleUpdate<DeliveryDocument> {
  readonly filter: mongo.Filter<DeliveryDocument> & { readonly _id: string };
  /** What the document looks like afterwards if this was written, and only then. */
  readonly leaves: Trace;
}

/** Settles a delivery. The token stays: a record whose answer was lost may be written once more by the same holder. */
export function settled({ deliveryId, token }: Lease, state: 'sent' | 'failed', outcome: Partial<DeliveryDocument>): HoldersRecord {
  return {
    filter: { _id: deliveryId, leaseToken: token, state: { $in: ['sending', state] } },
    update: {
      $set: { state, ...outcome },
      $currentDate: { [`${state}At`]: true },
      $unset: { dueAt: 1, ...(state === 'sent' && { lastError: 1 }) },
    },
    leaves: { state, leaseToken: token },
  };
}

/** Gives a delivery back for so many milliseconds. The token that it leaves is nobody's: it tells that this was written. */
export function postponed({ deliveryId, token }: Lease, pauseMs: number, lastError: string): HoldersRecord {
  const leaves = { state: 'waiting' as DeliveryState, leaseToken: randomUUID() };
  return {
    filter: { _id: deliveryId, leaseToken: token, state: 'sending' },
    update: [{ $set: { ...leaves, lastError: { $literal: lastError }, dueAt: secondsFromNow(pauseMs / 1000) } }],
    leaves,
  };
}

/** Whether the record is what shows in the document. */
export function isWritten({ leaves }: HoldersRecord, document: Trace | undefined): boolean {
  return document?.state === leaves.state && document.leaseToken === leaves.leaseToken;
}
