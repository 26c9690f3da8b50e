import { BoundedMap } from './bounded-map';
import { CacheTally } from './cache-tally';
import { Entry, tombstoneFor, tombstoneTtlMs } from './entry';

const maxEntries = 10_000;
const maxBytes = 32 * 1024 * 1024;
const bytesOfACharacter = 2;

/** Entries in this process. */
export class InProcessEntries {
  private readonly held = new BoundedMap<Entry & { endsAt: number }>({
    values: maxEntries,
    weight: maxBytes,
    weightOf: ({ copy = '' }) => copy.length * bytesOfACharacter,
  });

  constructor(private readonly tally: CacheTally) {}

  get(key: string): Entry | undefined {
    const held = this.held.get(key);
    return held && Date.now() < held.endsAt ? held : undefined;
  }

  put(key: string, entry: Entry, ttlMs: number): void {
    const held = this.get(key);
    if (!held || held.rank <= entry.rank) {
      this.held.set(key, { ...entry, endsAt: Date.now() + ttlMs });
    } else if (entry.copy !== undefined) {
      this.tally.refusedOlder += 1;
    }
  }

  supersede(key: string, version: number): void {
    this.put(key, tombstoneFor(version), tombstoneTtlMs);
  }
}
