import { DomainError } from '@app/contracts';

const refusalCode = 'permanently_refused';

/** Somebody else is sending it right now, or died trying: come back later. */
export function deliveryInProgress(deliveryId: string): DomainError {
  return new DomainError({
    kind: 'conflict',
    code: 'delivery_in_progress',
    message: `The delivery ${deliveryId} is being sent by another sender.`,
  });
}

/** A channel's final no: the same message to the same recipient can never get through. The reason is kept; no addresses in it. */
export function permanentlyRefused(reason: string, cause?: unknown): DomainError {
  return new DomainError({ kind: 'unprocessable', code: refusalCode, message: reason, cause });
}

export function isPermanentRefusal(error: unknown): error is DomainError {
  return error instanceof DomainError && error.kind === 'unprocessable' && error.code === refusalCode;
}

/** More than one channel failed for now; the causes are in an `AggregateError`. */
export function deliveriesFailed(causes: readonly unknown[]): DomainError {
  return new DomainError({
    kind: 'unavailable',
    code: 'deliveries_failed',
    message: `${causes.length} channels could not deliver the notification.`,
    cause: new AggregateError(causes),
  });
}
