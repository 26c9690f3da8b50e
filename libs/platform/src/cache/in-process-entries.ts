import { BoundedMap } from './bounded-map';
import { Entry, fromText, tombstoneFor, tombstoneTtlMs, toText } from './entry';

const maxEntries = 10_000;

/** Entries in this process, as text: whoever gets a copy may do with it what they like. */
export class InProcessEntries {
  private readonly held = new BoundedMap<{ rank: number; text: string; endsAt: number }>(maxEntries);

  async get(key: string): Promise<Entry | undefined> {
    const held = this.living(key);
    return held && fromText(held.text);
  }

  async put(key: string, entry: Entry, ttlMs: number): Promise<void> {
    const held = this.living(key);
    if (!held || held.rank <= entry.rank) {
      this.held.set(key, { rank: entry.rank, text: toText(entry), endsAt: Date.now() + ttlMs });
    }
  }

  supersede(key: string, version: number): Promise<void> {
    return this.put(key, tombstoneFor(version), tombstoneTtlMs);
  }

  private living(key: string) {
    const held = this.held.get(key);
    return held && Date.now() < held.endsAt ? held : undefined;
  }
}
