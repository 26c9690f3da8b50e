import { randomUUID } from 'node:crypto';
import { VersionedCache } from '@app/platform';
import { eventually } from '../../../../test/support/eventually';
import { anOrder } from '../../test/an-order';
import { InMemoryOrders } from '../../test/in-memory-orders';
import { configWithOwnDatabase } from '../../test/open-orders';
import { PlainRepresentation, rendered } from '../../test/plain-representation';
import { JsonOrderCache } from '../defaults/json-order-cache';
import { Order } from '../domain/order';
import { OrderQueries } from './order-queries';

const { REDIS_HOST, REDIS_PORT } = process.env;
/** A command that is slow on a busy machine is no outage. */
const commandTimeoutMs = 30_000;
const admin = { id: 'root', role: 'admin' } as const;
const config = configWithOwnDatabase({ REDIS_HOST, REDIS_PORT });
const [slowOnes, othersOnes] = [new VersionedCache(config, commandTimeoutMs), new VersionedCache(config, commandTimeoutMs)];

beforeAll(async () => {
  // A cache never waits for Redis, so the first connection must.
  await eventually(async () => expect([await slowOnes.isUp(), await othersOnes.isUp()]).toEqual([true, true]));
});
afterAll(() => [slowOnes, othersOnes].forEach((cache) => cache.onApplicationShutdown()));

describe('an order that changes while a slow process reads it', () => {
  const order = anOrder().confirmed();
  let database: InMemoryOrders;
  let slowRead: SlowRead;
  let slow: OrderQueries;
  let other: OrderQueries;

  beforeEach(() => {
    database = new InMemoryOrders();
    slowRead = new SlowRead(database);
    slow = new OrderQueries(slowRead, new JsonOrderCache(slowOnes), new PlainRepresentation());
    other = new OrderQueries(database, new JsonOrderCache(othersOnes), new PlainRepresentation());
  });

  it.each([
    ['before the slow one is done', [() => other]],
    ['not before the slow one is done', []],
  ])('never goes back in any process, when the other process reads it %s', async (_when, readers) => {
    const old = order.withId(randomUUID()).build();
    database.stored.push(old);
    const reading = slow.order(admin, old.id);
    await slowRead.isStuck;

    const next = await change(old);
    await Promise.all(readers.map((reader) => reader().order(admin, old.id)));
    slowRead.goOn();

    await expect(reading).resolves.toEqual(rendered(old));
    for (const process of [slow, other, slow, other]) {
      await expect(process.order(admin, old.id)).resolves.toEqual(rendered(next));
    }
  });

  /** As whoever changes an order does it. */
  async function change(old: Order): Promise<Order> {
    const next: Order = { ...old, status: 'CANCELLED', version: old.version + 1 };
    const cache = new JsonOrderCache(othersOnes);
    await cache.supersede(next.id, next.version);
    database.stored.splice(0, 1, next);
    await cache.supersede(next.id, next.version);
    return next;
  }
});

/** Reads what is true when it is asked, and answers only when it may go on. */
class SlowRead extends InMemoryOrders {
  readonly isStuck: Promise<void>;
  goOn: () => void = () => undefined;
  private getStuck: () => void = () => undefined;
  private readonly mayGoOn: Promise<void>;

  constructor(private readonly database: InMemoryOrders) {
    super();
    this.isStuck = new Promise((resolve) => (this.getStuck = resolve));
    this.mayGoOn = new Promise((resolve) => (this.goOn = resolve));
  }

  override async byId(id: string): Promise<Order | undefined> {
    const order = await this.database.byId(id);
    this.getStuck();
    await this.mayGoOn;
    return order;
  }
}
