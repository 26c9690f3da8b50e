/** What a cache keeps: something of which there are versions, counted by whole numbers. */
export interface Versioned {
  readonly version: number;
}

/** A text, and the version of what it tells. */
export interface VersionedText extends Versioned {
  readonly text: string;
}

/** What a cache holds under a key: a copy, or a tombstone, which is an entry without one. */
export interface Entry {
  /** An entry gives way to one of its own rank or a higher one, never to a lower one. */
  readonly rank: number;
  readonly copy?: string;
}

/** Longer than a read of the database can take, whose outcome the tombstone must keep out. */
export const tombstoneTtlMs = 60_000;

export function copyOf({ version, text }: VersionedText): Entry {
  return { rank: version, copy: text };
}

/** Outranks every copy older than `version`, but not the copy at `version`. */
export function tombstoneFor(version: number): Entry {
  return { rank: version - 0.5 };
}

/** The rank comes first, where a store finds it without reading the copy. */
export function toText({ rank, copy = '' }: Entry): string {
  return `${rank} ${copy}`;
}

/** Undefined for a text that is no entry. */
export function fromText(text: string): Entry | undefined {
  const end = text.indexOf(' ');
  const rank = Number(text.slice(0, end));
  const copy = text.slice(end + 1);
  return end > 0 && rank > 0 ? { rank, ...(copy && { copy }) } : undefined;
}
