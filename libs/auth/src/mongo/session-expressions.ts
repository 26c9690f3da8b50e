import { secondsFromNow } from '@app/platform';
import { rotationGraceSeconds } from '../domain/session';

/** Filter: neither revoked nor expired, by the database's clock. */
export const live = {
  revokedAt: null,
  $expr: { $and: [{ $gt: ['$idleExpiresAt', '$$NOW'] }, { $gt: ['$expiresAt', '$$NOW'] }] },
};

/** Whether the current token took the place of this one within the grace period. */
export function justRotatedFrom(presentedHash: string) {
  return {
    $and: [
      { $eq: ['$previousHash', { $literal: presentedHash }] },
      { $gte: ['$rotatedAt', secondsFromNow(-rotationGraceSeconds)] },
    ],
  };
}
