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
