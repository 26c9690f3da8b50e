import { Cache, createCache } from 'cache-manager';
import { Redis } from 'ioredis';
import { Coalescer } from '../lifecycle/coalescer';
import { BoundedMap } from './bounded-map';
import { CacheTally } from './cache-tally';
import { Entry, tombstoneFor, tombstoneTtlMs } from './entry';
import { rankedRedisStore } from './ranked-redis-store';

const maxOwed = 10_000;
const owedAtOnce = 200;
const readAtOnce = 100;

/**
 * Entries in Redis, shared by all processes. One command that fails or times out keeps this process away from Redis for
 * one to two seconds; then a ping tries it, and no caller waits for that. A tombstone that could not be written is owed:
 * it is in Redis before this process reads there again.
 */
export class RedisEntries {
  private readonly cache: Cache;
  private readonly owed = new BoundedMap<Entry>({ values: maxOwed });
  private readonly reads = new Coalescer((keys: readonly string[]) => this.read(keys), { largest: readAtOnce });
  private comingBack: NodeJS.Timeout | undefined;

  constructor(
    private readonly client: Redis,
    private readonly tally: CacheTally,
  ) {
    this.cache = createCache({ stores: [rankedRedisStore(client, () => (this.tally.refusedOlder += 1))] });
    const stayAwayAfter = ({ error }: { error?: unknown }) => error !== undefined && this.stayAway();
    this.cache.on('mget', stayAwayAfter);
    this.cache.on('set', stayAwayAfter);
  }

  /** The copy, if one is held. Reads that come together are one command; each is asked of Redis only after it came. */
  get(key: string): Promise<string | undefined> {
    return this.reads.add(key);
  }

  async put(key: string, entry: Entry, ttlMs: number): Promise<void> {
    if (!this.comingBack) {
      await this.cache.set(key, entry, ttlMs).catch(() => undefined);
    }
  }

  async supersede(key: string, version: number): Promise<void> {
    const tombstone = tombstoneFor(version);
    if (tombstone.rank > (this.owed.get(key)?.rank ?? 0)) {
      this.owed.set(key, tombstone);
    }
    if (!this.comingBack) {
      await this.settle(key, tombstone).catch(() => undefined);
    }
  }

  private async read(keys: readonly string[]): Promise<(string | undefined)[]> {
    const copies = await this.copiesOf(keys);
    copies.forEach((copy) => this.tally.lookedUp(copy));
    return copies;
  }

  private async copiesOf(keys: readonly string[]): Promise<(string | undefined)[]> {
    if (this.comingBack) {
      return keys.map(() => undefined);
    }
    const entries = await this.cache.mget<Entry>([...keys]);
    return entries.map((entry) => entry?.copy);
  }

  private async settle(key: string, tombstone: Entry): Promise<void> {
    await this.cache.set(key, tombstone, tombstoneTtlMs);
    if (this.owed.get(key) === tombstone) {
      this.owed.delete(key);
    }
  }

  private stayAway(): void {
    this.comingBack ??= this.later();
  }

  /** Differs, so that processes do not all come back at the same moment. */
  private later(): NodeJS.Timeout {
    return setTimeout(() => void this.comeBack(), 1000 * (1 + Math.random())).unref();
  }

  private async comeBack(): Promise<void> {
    try {
      await this.client.ping();
      while (this.owed.size > 0) {
        await Promise.all([...this.owed].slice(0, owedAtOnce).map(([key, tombstone]) => this.settle(key, tombstone)));
      }
      this.comingBack = undefined;
    } catch {
      this.comingBack = this.later();
    }
  }
}
