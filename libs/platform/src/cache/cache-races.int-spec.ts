import { randomUUID } from 'node:crypto';
import * as fc from 'fast-check';
import { inProcess, inRedis, OpenCaches } from '../../test/open-caches';
import { VersionedCache } from './versioned-cache';

const caches = new OpenCaches();

afterAll(() => caches.close());

describe('two readers and a changer', () => {
  it('never see a version go back, sharing a cache in the process', async () => {
    const cache = caches.open(inProcess);
    await neverGoesBack(cache, cache, 500);
  });

  it('never see a version go back, in two processes that share Redis', async () => {
    await neverGoesBack(await caches.connect(inRedis), await caches.connect(inRedis), 100);
  });
});

async function neverGoesBack(one: VersionedCache, other: VersionedCache, numRuns: number): Promise<void> {
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), async (scheduler) => {
      const race = new Race(scheduler);
      await scheduler.waitFor(Promise.all([race.read(one), race.read(other), race.change(one)]));
      expect(race.stepsBack).toEqual([]);
    }),
    // Shrinking would run far longer than the race itself.
    { numRuns, endOnFailure: true },
  );
}

/** A thing in a database and readers of it, whose every step waits for its turn. */
class Race {
  readonly stepsBack: string[] = [];
  private readonly key = `test:${randomUUID()}`;
  private stored = 1;
  private newestSeen = 0;
  private readonly turn: (step: () => Promise<unknown>) => Promise<unknown>;

  constructor(scheduler: fc.Scheduler) {
    this.turn = scheduler.scheduleFunction(async (step: () => Promise<unknown>) => step());
  }

  async change(cache: VersionedCache): Promise<void> {
    for (const version of [2, 3]) {
      await this.turn(() => cache.supersede(this.key, version));
      await this.turn(async () => (this.stored = version));
      await this.turn(() => cache.supersede(this.key, version));
    }
  }

  async read(cache: VersionedCache): Promise<void> {
    for (let reads = 0; reads < 4; reads += 1) {
      const seenBefore = this.newestSeen;
      const copy = (await this.turn(() => cache.get(this.key))) as { version: number } | undefined;
      const version = copy?.version ?? (await this.load(cache));
      if (version < seenBefore) {
        this.stepsBack.push(`${version} after ${seenBefore}`);
      }
      this.newestSeen = Math.max(version, this.newestSeen);
    }
  }

  private async load(cache: VersionedCache): Promise<number> {
    const version = (await this.turn(async () => this.stored)) as number;
    await this.turn(() => cache.set(this.key, { version }, 60));
    return version;
  }
}
