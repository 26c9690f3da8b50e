import { randomInt } from 'node:crypto';

/**
 * Chance that can be had again: the same seed gives the same draws (mulberry32). The seed comes from `SEED`, or is
 * made up, and is printed either way. It repeats the faults drawn, not how processes happen to interleave.
 */
export class SeededRandom {
  private state: number;

  constructor(readonly seed: number = seedOfThisRun()) {
    this.state = seed >>> 0;
  }

  /** From 0 up to 1, without 1. */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** True with this probability. */
  chance(probability: number): boolean {
    return probability > 0 && this.next() < probability;
  }

  /** One of them. */
  pick<T>(from: readonly T[]): T {
    return from[Math.floor(this.next() * from.length)] as T;
  }

  /** The same things in another order. */
  shuffled<T>(things: readonly T[]): T[] {
    const shuffled = [...things];
    for (let last = shuffled.length - 1; last > 0; last -= 1) {
      const other = Math.floor(this.next() * (last + 1));
      [shuffled[last], shuffled[other]] = [shuffled[other] as T, shuffled[last] as T];
    }
    return shuffled;
  }
}

function seedOfThisRun(): number {
  const seed = Number(process.env.SEED) || randomInt(1, 2 ** 31);
  process.stderr.write(`SEED=${seed}\n`);
  return seed;
}
