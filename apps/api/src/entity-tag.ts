import { DomainError } from '@app/contracts';

/** Something whose version is another one after each change of what is shown of it. */
interface Versioned {
  readonly version: number;
}

/** What a request may demand of the thing that it changes: that it is at this version, that it is there, or that it is not. */
export type Precondition = number | 'present' | 'absent';

/** Of digits, no more than are still counted exactly. */
const versionForm = /^"(\d{1,15})"$/;

/** The strong entity tag of a thing: its version. RFC 9110, 8.8.3. */
export function etagOf({ version }: Versioned): string {
  return `"${version}"`;
}

/**
 * The version that an `If-Match` header asks for (RFC 9110, 13.1.1); undefined where there is no such header, or `*`.
 *
 * @throws DomainError `invalid_if_match` (invalid) when it is none of our entity tags.
 */
export function parseIfMatch(header: string | undefined): number | undefined {
  const [, version] = parseIfMatchAs(versionForm, header) ?? [];
  return version === undefined ? undefined : Number(version);
}

/**
 * What an `If-Match` header holds, in parts, by the form of the entity tags of this kind of thing; undefined where there is
 * no such header, or `*`.
 *
 * @throws DomainError `invalid_if_match` (invalid) when it is none of them.
 */
export function parseIfMatchAs(form: RegExp, header: string | undefined): RegExpExecArray | undefined {
  if (header === undefined || isAny(header)) {
    return undefined;
  }
  const match = form.exec(header.trim());
  if (!match) {
    throw new DomainError({
      kind: 'invalid',
      code: 'invalid_if_match',
      message: 'The If-Match header must hold one ETag, with its quotes, as it was answered, or *.',
    });
  }
  return match;
}

/**
 * What the headers `If-Match` and `If-None-Match` demand of a thing that a PUT may find or make (RFC 9110, 13.1). Of the
 * second, only `*` makes sense there.
 *
 * @throws DomainError `invalid_if_match` or `invalid_if_none_match` (invalid).
 */
export function parsePreconditions(ifMatch: string | undefined, ifNoneMatch: string | undefined): Precondition[] {
  const matching: Precondition[] = ifMatch === undefined ? [] : [parseIfMatch(ifMatch) ?? 'present'];
  if (ifNoneMatch === undefined) {
    return matching;
  }
  if (!isAny(ifNoneMatch)) {
    throw new DomainError({ kind: 'invalid', code: 'invalid_if_none_match', message: 'The If-None-Match header of a change must be *.' });
  }
  return [...matching, 'absent'];
}

/**
 * Whether an `If-None-Match` header names the thing as it is (RFC 9110, 13.1.2): a list of entity tags, compared weakly,
 * or `*`. What is no entity tag names nothing.
 */
export function isKnown(thing: Versioned, header: string | undefined): boolean {
  if (header === undefined) {
    return false;
  }
  const etag = etagOf(thing);
  // A comma inside somebody else's entity tag does no harm: no part of it has a quote at both ends.
  const named = header.split(',').map((tag) => tag.trim());
  return isAny(header) || named.some((tag) => tag === etag || tag === `W/${etag}`);
}

function isAny(header: string): boolean {
  return header.trim() === '*';
}
