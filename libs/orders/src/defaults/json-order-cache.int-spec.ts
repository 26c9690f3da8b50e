import { JsonCache } from '@app/platform';
import { anOrder } from '../../test/an-order';
import { configWithOwnDatabase } from '../../test/open-orders';
import { JsonOrderCache } from './json-order-cache';

const { REDIS_HOST, REDIS_PORT } = process.env;

describe.each([
  ['in Redis', { REDIS_HOST, REDIS_PORT }],
  ['in the process', {}],
])('a copy of an order %s', (_where, variables) => {
  let json: JsonCache;
  let cache: JsonOrderCache;

  beforeAll(async () => {
    json = new JsonCache(configWithOwnDatabase(variables));
    cache = new JsonOrderCache(json);
    await answering(json);
  });
  afterAll(() => json.onApplicationShutdown());

  it('is the order, its dates included', async () => {
    const order = anOrder().withLines(2).withKey('key-1').rejected().build();
    await cache.put(order);
    await expect(cache.get(order.id)).resolves.toEqual(order);
  });

  it('is gone once it is dropped', async () => {
    const order = anOrder().confirmed().build();
    await cache.put(order);
    await cache.drop(order.id);
    await expect(cache.get(order.id)).resolves.toBeUndefined();
  });

  it('is not there for an order that nobody put there', async () => {
    await expect(cache.get('no such order')).resolves.toBeUndefined();
  });
});

/** A cache never waits for Redis, so the first connection must. */
async function answering(cache: JsonCache): Promise<void> {
  while ((await cache.isUp()) === false) {
    await new Promise(setImmediate);
  }
}
