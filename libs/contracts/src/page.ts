import { DomainError } from './domain-error';

/** One page of a list; `nextCursor` is null on the last one. */
export interface Page<T> {
  readonly data: readonly T[];
  readonly nextCursor: string | null;
}

/** Cuts a page out of `limit + 1` rows; the cursor holds the position of the page's last row. */
export function pageOf<T>(rows: readonly T[], limit: number, positionOf: (row: T) => string): Page<T> {
  const data = rows.slice(0, limit);
  const last = data.at(-1);
  const hasMore = rows.length > limit && last !== undefined;
  return { data, nextCursor: hasMore ? encodeCursor(positionOf(last)) : null };
}

/** Makes a position in a list opaque. */
export function encodeCursor(position: string): string {
  return Buffer.from(position, 'utf8').toString('base64url');
}

/**
 * The position inside a cursor.
 *
 * @throws DomainError `invalid_cursor` (invalid) when it was not made by `encodeCursor`.
 */
export function decodeCursor(cursor: string): string {
  const position = Buffer.from(cursor, 'base64url').toString('utf8');
  if (position === '' || encodeCursor(position) !== cursor) {
    throw new DomainError({ kind: 'invalid', code: 'invalid_cursor', message: 'The cursor is not one this API gave out.' });
  }
  return position;
}
