import { PipelineStage } from 'mongoose';
import { Delivery } from '../domain/delivery';

/**
 * An update that takes the lease of a new delivery, or of one that nobody holds, and leaves any other as it is:
 * the document that comes back tells by its token who has it.
 */
export function claimUnlessHeld({ orderId, kind, channel }: Delivery, token: string, leaseSeconds: number): PipelineStage.ReplaceWith[] {
  const isUnsettled = { $eq: [{ $ifNull: ['$state', 'sending'] }, 'sending'] };
  const isUnheld = { $lte: [{ $ifNull: ['$leaseUntil', '$$NOW'] }, '$$NOW'] };
  const claimed = {
    orderId: { $literal: orderId },
    kind: { $literal: kind },
    channel: { $literal: channel },
    state: 'sending',
    attempts: { $add: [{ $ifNull: ['$attempts', 0] }, 1] },
    leaseToken: { $literal: token },
    leaseUntil: { $dateAdd: { startDate: '$$NOW', unit: 'second', amount: leaseSeconds } },
  };
  const merged = { $cond: [{ $and: [isUnsettled, isUnheld] }, { $mergeObjects: ['$$ROOT', claimed] }, '$$ROOT'] };
  return [{ $replaceWith: merged }];
}
