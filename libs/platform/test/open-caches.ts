import { eventually } from '../../../test/support/eventually';
import { VersionedCache } from '../src/cache/versioned-cache';
import { aConfig } from './a-config';

const { REDIS_HOST, REDIS_PORT } = process.env;

/** The shared Redis of the tests, and none: where a cache can be. */
export const inRedis = { REDIS_HOST, REDIS_PORT };
export const inProcess = {};

/** Far more than a command takes on a busy machine: where a test is not about an outage, nothing must look like one. */
export const patientMs = 30_000;

/** Caches as processes have them, each with a connection of its own. */
export class OpenCaches {
  private readonly caches: VersionedCache[] = [];

  /** Does not wait for Redis. */
  open(variables: Parameters<typeof aConfig>[0], commandTimeoutMs?: number): VersionedCache {
    const cache = new VersionedCache(aConfig(variables), commandTimeoutMs);
    this.caches.push(cache);
    return cache;
  }

  /** A cache never waits for Redis, so the first connection must. */
  async connect(variables: Parameters<typeof aConfig>[0], commandTimeoutMs = patientMs): Promise<VersionedCache> {
    const cache = this.open(variables, commandTimeoutMs);
    await eventually(async () => expect(await cache.isUp()).not.toBe(false));
    return cache;
  }

  close(): void {
    this.caches.splice(0).forEach((cache) => cache.onApplicationShutdown());
  }
}
