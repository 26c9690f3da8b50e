import { DomainError } from './domain-error';

/** One page of a list. `nextCursor` is the position of its last row, for whoever asks for the next page; null on the last one. */
export interface Page<T> {
  readonly data: readonly T[];
  readonly nextCursor: string | null;
}

/** As ids and SKUs are written. */
const position = /^[A-Za-z0-9][\w.-]{0,63}$/;

/** Cuts a page out of `limit + 1` rows. */
export function pageOf<T>(rows: readonly T[], limit: number, positionOf: (row: T) => string): Page<T> {
  const data = rows.slice(0, limit);
  const last = data.at(-1);
  const hasMore = rows.length > limit && last !== undefined;
  return { data, nextCursor: hasMore ? positionOf(last) : null };
}

/**
 * The position that a query may begin after: an id or a SKU by its looks, never anything a database could take for more.
 *
 * @throws DomainError `invalid_cursor` (invalid).
 */
export function positionIn(cursor: string): string {
  if (typeof cursor !== 'string' || !position.test(cursor)) {
    throw invalidCursor();
  }
  return cursor;
}

/** Whoever sent the cursor was not given it for this list. */
export function invalidCursor(): DomainError {
  return new DomainError({ kind: 'invalid', code: 'invalid_cursor', message: 'The cursor is not one this API gave out to you for this list.' });
}
