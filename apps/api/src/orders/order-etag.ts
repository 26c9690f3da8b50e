import { DomainError } from '@app/contracts';

/** The strong entity tag of an order: its version. RFC 9110, 8.8.3. */
export function etagOf({ version }: { version: number }): string {
  return `"${version}"`;
}

/**
 * The version that an `If-Match` header asks for (RFC 9110, 13.1.1); undefined where there is no such header, or `*`.
 *
 * @throws DomainError `invalid_if_match` (invalid) when it is no entity tag of an order.
 */
export function parseIfMatch(header: string | undefined): number | undefined {
  if (header === undefined || header.trim() === '*') {
    return undefined;
  }
  const [, version] = /^\s*"(\d{1,9})"\s*$/.exec(header) ?? [];
  if (!version) {
    throw new DomainError({
      kind: 'invalid',
      code: 'invalid_if_match',
      message: 'The If-Match header must hold the ETag of the order, such as "2", or *.',
    });
  }
  return Number(version);
}

/**
 * Whether an `If-None-Match` header names the order as it is (RFC 9110, 13.1.2): a list of entity tags, compared weakly,
 * or `*`. What is no entity tag names nothing.
 */
export function isKnown(order: { version: number }, header: string | undefined): boolean {
  if (header === undefined) {
    return false;
  }
  const etag = etagOf(order);
  // A comma inside somebody else's entity tag does no harm: no part of it has a quote at both ends.
  const named = header.split(',').map((tag) => tag.trim());
  return header.trim() === '*' || named.some((tag) => tag === etag || tag === `W/${etag}`);
}
