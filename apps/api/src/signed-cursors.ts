import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { invalidCursor, Page } from '@app/contracts';
import { Config } from '@app/platform';

const keyPurpose = 'order-processing: cursors of lists';
const keyBytes = 32;
const tagBytes = 16;

/**
 * Positions in lists, on their way out and back. A cursor is good for the list and the viewer it was made for, and only
 * this API can make one: it carries an HMAC-SHA256, cut to 128 bits, under a key derived from JWT_SECRET. Those made
 * under JWT_SECRET_PREVIOUS are still accepted.
 */
@Injectable()
export class SignedCursors {
  private readonly current: Buffer;
  private readonly accepted: readonly Buffer[];

  constructor({ JWT_SECRET, JWT_SECRET_PREVIOUS }: Config) {
    this.current = keyFrom(JWT_SECRET);
    this.accepted = JWT_SECRET_PREVIOUS ? [this.current, keyFrom(JWT_SECRET_PREVIOUS)] : [this.current];
  }

  /**
   * A page of a list as the outside sees it: `read` is given the query with a plain position for its cursor, and answers
   * with one. The list's name says whose rows it holds: the ledger of each product is a list of its own.
   *
   * @throws DomainError `invalid_cursor` (invalid).
   */
  async page<Query extends { readonly cursor?: string }, T>(
    list: string,
    viewerId: string,
    query: Query,
    read: (query: Query) => Promise<Page<T>>,
  ): Promise<Page<T>> {
    const cursor = query.cursor === undefined ? undefined : this.open(list, viewerId, query.cursor);
    const { data, nextCursor } = await read({ ...query, cursor });
    return { data, nextCursor: nextCursor === null ? null : this.seal(list, viewerId, nextCursor) };
  }

  /** The cursor that means this position, for this viewer of this list. */
  seal(list: string, viewerId: string, position: string): string {
    return sealed(this.current, list, viewerId, position);
  }

  /** The position that was sealed. @throws DomainError `invalid_cursor` (invalid) for anything but a whole cursor of this list and viewer. */
  open(list: string, viewerId: string, cursor: string): string {
    const position = Buffer.from(cursor, 'base64url').subarray(tagBytes).toString('utf8');
    if (!this.accepted.some((key) => isSame(cursor, sealed(key, list, viewerId, position)))) {
      throw invalidCursor();
    }
    return position;
  }
}

function keyFrom(secret: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', keyPurpose, keyBytes));
}

function sealed(key: Buffer, list: string, viewerId: string, position: string): string {
  // JSON keeps the parts apart: no list's name can run into a viewer's id.
  const tag = createHmac('sha256', key).update(JSON.stringify([list, viewerId, position])).digest().subarray(0, tagBytes);
  return Buffer.concat([tag, Buffer.from(position, 'utf8')]).toString('base64url');
}

/** The texts, not their bytes: base64 has several texts for the same bytes. */
function isSame(given: string, expected: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(expected)];
  return one.length === other.length && timingSafeEqual(one, other);
}
