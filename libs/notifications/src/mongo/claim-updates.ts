import { secondsFromNow } from '@app/platform';
import { PipelineStage } from 'mongoose';
import { Delivery, deliveryStates, isSettled, leaseSeconds } from '../domain/delivery';

const unsettled = deliveryStates.filter((state) => !isSettled(state));

/**
 * An update that takes a new delivery, or one whose time has come, and leaves any other as it is: the document that
 * comes back tells by its token who has it.
 */
export function claimIfFree(delivery: Delivery, token: string): PipelineStage.ReplaceWith[] {
  const isUnsettled = { $in: [{ $ifNull: ['$state', 'waiting'] }, unsettled] };
  const isDue = { $lte: [{ $ifNull: ['$dueAt', '$$NOW'] }, '$$NOW'] };
  const claimed = { ...literally(delivery), createdAt: { $ifNull: ['$createdAt', '$$NOW'] }, ...leasedTo(token) };
  const merged = { $cond: [{ $and: [isUnsettled, isDue] }, { $mergeObjects: ['$$ROOT', claimed] }, '$$ROOT'] };
  return [{ $replaceWith: merged }];
}

/** An update that puts a new delivery on record, due at once, and leaves any other as it is. */
export function keepIfNew(delivery: Delivery): PipelineStage.ReplaceWith[] {
  const isNew = { $eq: [{ $type: '$state' }, 'missing'] };
  const waiting = { ...literally(delivery), state: 'waiting', attempts: 0, createdAt: '$$NOW', dueAt: '$$NOW' };
  return [{ $replaceWith: { $cond: [isNew, { $mergeObjects: ['$$ROOT', waiting] }, '$$ROOT'] } }];
}

/** An update that takes a delivery which the filter found to be due. */
export function claimFound(token: string): PipelineStage.Set[] {
  return [{ $set: leasedTo(token) }];
}

function leasedTo(token: string) {
  return {
    state: 'sending',
    attempts: { $add: [{ $ifNull: ['$attempts', 0] }, 1] },
    leaseToken: { $literal: token },
    dueAt: secondsFromNow(leaseSeconds),
  };
}

/** What people chose may look like an expression. */
function literally({ eventId, kind, orderId, userId, channel, traceparent }: Delivery): Partial<Record<keyof Delivery, { $literal: string }>> {
  return {
    eventId: { $literal: eventId },
    kind: { $literal: kind },
    userId: { $literal: userId },
    channel: { $literal: channel },
    ...(orderId !== undefined && { orderId: { $literal: orderId } }),
    ...(traceparent !== undefined && { traceparent: { $literal: traceparent } }),
  };
}
