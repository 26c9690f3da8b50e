import { OrderEvent, OrderUpdated } from '@app/contracts';
import { LiveUpdates, OutboxRelay } from '@app/messaging';
import { Metrics, parseConfig, VersionedCache } from '@app/platform';
import { anOrder } from '../../test/an-order';
import { rendered } from '../../test/plain-representation';
import { Order } from '../domain/order';
import { orderEventOf } from '../domain/order-event';
import { AnnouncedOrderChanges } from './announced-order-changes';
import { JsonOrderCache } from './json-order-cache';
import { OrderMetrics } from './order-metrics';

const config = parseConfig({
  MONGO_URI: 'mongodb://127.0.0.1:1/nowhere',
  JWT_SECRET: 'a-secret-that-is-only-used-by-the-tests-of-orders',
  AWS_REGION: 'eu-central-1',
  SQS_QUEUE_URL: 'http://127.0.0.1:1/queue/orders',
  SES_EMAIL: 'shop@example.com',
});
const old = anOrder().rejected().build();
const next: Order = { ...old, version: old.version + 1 };
let sent: OrderEvent[];
let hinted: OrderUpdated[];
let cache: JsonOrderCache;
let changes: AnnouncedOrderChanges;

beforeEach(async () => {
  sent = [];
  hinted = [];
  cache = new JsonOrderCache(new VersionedCache(config));
  const relay = { announce: (events: readonly OrderEvent[]) => void sent.push(...events) };
  const live = { publish: (update: OrderUpdated) => void hinted.push(update) };
  changes = new AnnouncedOrderChanges(relay as unknown as OutboxRelay, live as unknown as LiveUpdates, cache, new OrderMetrics(new Metrics()));
  await cache.put(rendered(old));
});

describe('a change of an order', () => {
  it('leaves no copy of the version before when it is imminent, and tells nobody yet', async () => {
    await changes.imminent([next]);
    await expect(cache.get(old.id)).resolves.toBeUndefined();
    expect([sent, hinted]).toEqual([[], []]);
  });

  it('leaves no copy of the version before once it is committed', async () => {
    changes.committed([next]);
    await expect(cache.get(old.id)).resolves.toBeUndefined();
  });

  it('goes to its queue, and live to every API, once it is committed', () => {
    changes.committed([next]);
    expect(sent).toEqual([orderEventOf(next)]);
    expect(hinted).toEqual([{ id: next.id, version: next.version, status: next.status }]);
  });
});
