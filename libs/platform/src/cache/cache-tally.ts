/** What a cache did since its process began. */
export class CacheTally {
  hits = 0;
  misses = 0;
  /** Copies that came too late: a newer one was known. */
  refusedOlder = 0;

  /** Whether a copy was found counts, where a tombstone is none. */
  lookedUp(copy: string | undefined): void {
    if (copy === undefined) {
      this.misses += 1;
    } else {
      this.hits += 1;
    }
  }
}
