/** What a cache keeps: something of which there are versions, counted by whole numbers. */
export interface Versioned {
  readonly version: number;
}

/** What a cache holds under a key: a copy, or a tombstone, which is an entry without one. */
export interface Entry {
  /** An entry gives way to one of its own rank or a higher one, never to a lower one. */
  readonly rank: number;
  readonly copy?: unknown;
}

/** Longer than a read of the database can take, whose outcome the tombstone must keep out. */
export const tombstoneTtlMs = 60_000;

export function copyOf(value: Versioned): Entry {
  return { rank: value.version, copy: value };
}

/** Outranks every copy older than `version`, but not the copy at `version`. */
export function tombstoneFor(version: number): Entry {
  return { rank: version - 0.5 };
}

/** The rank comes first, where a store finds it without reading the copy. */
export function toText({ rank, copy }: Entry): string {
  return `${rank} ${copy === undefined ? '' : JSON.stringify(copy)}`;
}

/** @throws SyntaxError for a text that is no entry. */
export function fromText(text: string): Entry {
  const end = text.indexOf(' ');
  const copy = text.slice(end + 1);
  return { rank: Number(text.slice(0, end)), ...(copy && { copy: JSON.parse(copy) as unknown }) };
}
