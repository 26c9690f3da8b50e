import { RecentMap } from './recent-map';

/** How much was taken in a window of time, which ends at a moment of this process's own steady clock. */
export interface Count {
  readonly taken: number;
  readonly endsAt: number;
}

interface Known {
  /** As Redis last told. */
  readonly shared: Count;
  /** Of this process alone, once it had to do without Redis: from what Redis had told until then. */
  readonly own: Count;
}

const mostKeys = 50_000;
const nothing: Count = { taken: 0, endsAt: 0 };

/**
 * What this process knows of the counts of one rule, of 50,000 keys at most: who wants to be forgotten must have
 * 25,000 others taken first.
 */
export class LocalCounts {
  private readonly known = new RecentMap<Known>(mostKeys);

  constructor(private readonly windowMs: number) {}

  /** Counts here alone, on from what is known. */
  take(key: string): Count {
    const { shared, own } = this.of(key);
    const before = higher(own, shared);
    const count = { taken: before.taken + 1, endsAt: before.endsAt || performance.now() + this.windowMs };
    this.known.set(key, { shared, own: count });
    return count;
  }

  /** Counts what Redis has counted, too. The higher count holds: Redis was not told of all, or came back empty. */
  learn(key: string, shared: Count): Count {
    const { own } = this.of(key);
    const count = own.endsAt > 0 ? { taken: own.taken + 1, endsAt: own.endsAt } : nothing;
    this.known.set(key, { shared, own: count });
    return higher(count, shared);
  }

  giveBack(key: string): void {
    const { shared, own } = this.of(key);
    this.known.set(key, { shared: less(shared), own: less(own) });
  }

  forget(key: string): void {
    this.known.delete(key);
  }

  /** From now on this is the count, whether Redis knows of it or not. */
  set(key: string, count: Count, isShared: boolean): void {
    this.known.set(key, isShared ? { shared: count, own: nothing } : { shared: nothing, own: count });
  }

  private of(key: string): Known {
    const { shared, own } = this.known.get(key) ?? { shared: nothing, own: nothing };
    return { shared: current(shared), own: current(own) };
  }
}

function current(count: Count): Count {
  return count.endsAt > performance.now() ? count : nothing;
}

function higher(one: Count, other: Count): Count {
  return one.taken > other.taken ? one : other;
}

function less({ taken, endsAt }: Count): Count {
  return { taken: Math.max(0, taken - 1), endsAt };
}
