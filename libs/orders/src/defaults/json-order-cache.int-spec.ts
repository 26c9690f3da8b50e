import { randomUUID } from 'node:crypto';
import { VersionedCache } from '@app/platform';
import fc from 'fast-check';
import { eventually } from '../../../../test/support/eventually';
import { anOrder } from '../../test/an-order';
import { configWithOwnDatabase } from '../../test/open-orders';
import { rendered } from '../../test/plain-representation';
import { orderStatuses } from '../domain/order-status';
import { JsonOrderCache } from './json-order-cache';

const { REDIS_HOST, REDIS_PORT } = process.env;
/** A command that is slow on a busy machine is no outage. */
const commandTimeoutMs = 30_000;

describe.each([
  ['in Redis', { REDIS_HOST, REDIS_PORT }],
  ['in the process', {}],
])('a copy of an order %s', (_where, variables) => {
  let versioned: VersionedCache;
  let cache: JsonOrderCache;

  beforeAll(async () => {
    versioned = new VersionedCache(configWithOwnDatabase(variables), commandTimeoutMs);
    cache = new JsonOrderCache(versioned);
    // A cache never waits for Redis, so the first connection must.
    await eventually(async () => expect(await versioned.isUp()).not.toBe(false));
  });
  afterAll(() => versioned.onApplicationShutdown());

  it('is what goes out, to the letter, and who may see it', async () => {
    const order = { ...rendered(anOrder().withLines(2).rejected().build()), json: '{"note":"Grüße\\n“_date_”\n😀", "total": 1.0}' };
    await cache.put(order);
    await expect(cache.get(order.id)).resolves.toEqual(order);
  });

  it('is gone once a newer version is to come, and does not come back', async () => {
    const order = rendered(anOrder().rejected().build());
    await cache.put(order);
    await cache.supersede(order.id, order.version + 1);
    await expect(cache.get(order.id)).resolves.toBeUndefined();
    await cache.put(order);
    await expect(cache.get(order.id)).resolves.toBeUndefined();
  });

  it('is not there for an order that nobody put there', async () => {
    await expect(cache.get('no such order')).resolves.toBeUndefined();
  });

  it('counts as not there when something else lies in its place', async () => {
    const anything = fc.oneof(fc.string(), fc.jsonValue().map((value) => `${JSON.stringify(value)}\n{}`));
    await fc.assert(
      fc.asyncProperty(anything, async (text) => {
        const id = randomUUID();
        await versioned.setFinalText(`order:3:${id}`, { version: 3, text }, 60);
        await expect(cache.get(id)).resolves.toBeUndefined();
      }),
    );
  });

  it.each(orderStatuses)('is kept of a %s order where every process hears of a change, or none can come', async (status) => {
    const order = { ...rendered(anOrder().build()), status };
    await cache.put(order);
    const isKept = versioned.isShared || ['REJECTED', 'CANCELLED', 'FULFILLED'].includes(status);
    await expect(cache.get(order.id)).resolves.toEqual(isKept ? order : undefined);
  });
});
