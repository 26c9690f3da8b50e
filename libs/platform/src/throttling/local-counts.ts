import { BoundedMap } from '../cache/bounded-map';

/** How much was taken in a window of time, which ends at a moment of this process's own steady clock. */
export interface Count {
  readonly taken: number;
  readonly endsAt: number;
}

interface Known {
  /** As Redis last told. */
  readonly shared: Count;
  /** What Redis does not know, or knows no more. */
  readonly own: Count;
}

const maxKeys = 50_000;
const slackMs = 1000;
const nothing: Count = { taken: 0, endsAt: 0 };

/**
 * What this process knows of the counts of one rule: what Redis told, and what Redis was not told or has lost. When it
 * knows 50,000 keys it forgets the one that was taken longest ago.
 */
export class LocalCounts {
  private readonly known = new BoundedMap<Known>({ values: maxKeys });

  constructor(private readonly windowMs: number) {}

  get size(): number {
    return this.known.size;
  }

  /** Counts here alone. */
  take(key: string): Count {
    const { shared, own } = this.of(key);
    const endsAt = own.endsAt || shared.endsAt || performance.now() + this.windowMs;
    return this.keep(key, { shared, own: { taken: own.taken + 1, endsAt } });
  }

  /** What is held after Redis has counted. What Redis has lost, because it was emptied, is remembered here. */
  learn(key: string, shared: Count): Count {
    const { shared: before, own } = this.of(key);
    const isLost = shared.taken <= before.taken && shared.endsAt > before.endsAt + slackMs;
    return this.keep(key, { shared, own: isLost ? sum(before, own) : own });
  }

  /** Takes one back, of what Redis does not know before what it knows; says whether Redis has nothing to give back. */
  giveBack(key: string): boolean {
    const { shared, own } = this.of(key);
    const isOwn = own.taken > 0;
    this.keep(key, isOwn ? { shared, own: less(own) } : { shared: less(shared), own });
    return isOwn;
  }

  forget(key: string): void {
    this.known.delete(key);
  }

  /** From now on this is the count; `isShared` says whether Redis knows of it. */
  set(key: string, count: Count, isShared: boolean): void {
    this.keep(key, isShared ? { shared: count, own: nothing } : { shared: nothing, own: count });
  }

  private of(key: string): Known {
    const { shared, own } = this.known.get(key) ?? { shared: nothing, own: nothing };
    return { shared: current(shared), own: current(own) };
  }

  private keep(key: string, known: Known): Count {
    this.known.set(key, known);
    return sum(known.shared, known.own);
  }
}

function current(count: Count): Count {
  return count.endsAt > performance.now() ? count : nothing;
}

function less({ taken, endsAt }: Count): Count {
  return { taken: Math.max(0, taken - 1), endsAt };
}

function sum(one: Count, other: Count): Count {
  return { taken: one.taken + other.taken, endsAt: Math.max(one.endsAt, other.endsAt) };
}
