/** Counts the work that is under way, by what it is for. */
export class UnderWay<Key> {
  private readonly counts = new Map<Key, number>();

  of(key: Key): number {
    return this.counts.get(key) ?? 0;
  }

  /** Does the work, and counts it until its end, whatever that is. */
  async during<Result>(key: Key, work: () => Promise<Result>): Promise<Result> {
    this.counts.set(key, this.of(key) + 1);
    try {
      return await work();
    } finally {
      this.counts.set(key, this.of(key) - 1);
    }
  }
}
