import { DomainError } from '@app/contracts';

const refusalCode = 'permanently_refused';

/** A channel's final no: the same message to the same recipient can never get through. The reason is kept; no addresses in it. */
export function permanentlyRefused(reason: string, cause?: unknown): DomainError {
  return new DomainError({ kind: 'unprocessable', code: refusalCode, message: reason, cause });
}

export function isPermanentRefusal(error: unknown): error is DomainError {
  return error instanceof DomainError && error.kind === 'unprocessable' && error.code === refusalCode;
}

/** The provider's send rate is used up for longer than a sender can wait; nothing was sent. */
export function rateUsedUp(): DomainError {
  return new DomainError({
    kind: 'too_many_requests',
    code: 'rate_used_up',
    message: 'The send rate is used up for now.',
  });
}

/** A delivery for a channel that this process does not know, or not any more. */
export function unknownChannel(name: string): DomainError {
  return new DomainError({ kind: 'unavailable', code: 'unknown_channel', message: `No channel is named "${name}".` });
}

/** The sender was held up until its lease was nearly over: somebody else may be sending by now. */
export function sentTooLate(): DomainError {
  return new DomainError({ kind: 'unavailable', code: 'sent_too_late', message: 'The lease was over before the message could be sent.' });
}

/** A channel gave no answer for as long as a delivery belongs to its sender. Whether the message went out is not known. */
export function channelTooSlow(channel: string): DomainError {
  return new DomainError({ kind: 'unavailable', code: 'channel_too_slow', message: `${channel} did not answer in time.` });
}
