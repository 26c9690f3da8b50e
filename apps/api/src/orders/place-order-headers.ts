import { DomainError } from '@app/contracts';

/** Longest time a client may ask to wait for a decision, in seconds. */
const longestWaitSeconds = 30;

/** 1 to 255 visible ASCII characters, and blanks between them. */
export const idempotencyKeyForm = /^[\x21-\x7e](?:[\x20-\x7e]{0,253}[\x21-\x7e])?$/;

/**
 * The `Idempotency-Key` header: 1 to 255 visible ASCII characters, sent once. `rawHeaders` are those of the request.
 *
 * @throws DomainError `invalid_idempotency_key` (invalid).
 */
export function parseIdempotencyKey(header: string | undefined, rawHeaders: readonly string[] = []): string | undefined {
  if (header !== undefined && (!idempotencyKeyForm.test(header) || isSentTwice(header, rawHeaders))) {
    throw new DomainError({
      kind: 'invalid',
      code: 'invalid_idempotency_key',
      message: 'The Idempotency-Key header must be sent once and hold 1 to 255 visible ASCII characters.',
    });
  }
  return header;
}

/** Node joins headers that were sent twice to one that looks sound. */
function isSentTwice(header: string, rawHeaders: readonly string[]): boolean {
  return header.includes(', ') && rawHeaders.filter((part, index) => index % 2 === 0 && part.toLowerCase() === 'idempotency-key').length > 1;
}

/** The seconds of `Prefer: wait=N` (RFC 7240), at most 30; 0 where there is no such preference, or one not understood. */
export function parsePreferredWait(header: string | undefined): number {
  const [, seconds = '0'] = /(?:^|[,;]\s*)wait\s*=\s*"?(\d{1,4})"?\s*(?:$|[,;])/i.exec(header ?? '') ?? [];
  return Math.min(Number(seconds), longestWaitSeconds);
}
