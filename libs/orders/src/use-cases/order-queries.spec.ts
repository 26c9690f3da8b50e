import { anOrder } from '../../test/an-order';
import { InMemoryOrderCache, InMemoryOrders } from '../../test/in-memory-orders';
import { PlainRepresentation, rendered } from '../../test/plain-representation';
import { Viewer } from '../domain/viewer';
import { OrderQueries } from './order-queries';

const ada: Viewer = { id: 'ada', role: 'customer' };
const eve: Viewer = { id: 'eve', role: 'customer' };
const admin: Viewer = { id: 'root', role: 'admin' };
const notFound = { kind: 'not_found', code: 'order_not_found' };

let orders: InMemoryOrders;
let cache: InMemoryOrderCache;
let queries: OrderQueries;

beforeEach(() => {
  orders = new InMemoryOrders();
  cache = new InMemoryOrderCache();
  queries = new OrderQueries(orders, cache, new PlainRepresentation());
});

describe('reading an order', () => {
  it.each([['its owner', ada], ['an administrator', admin]])('gives it to %s', async (_who, viewer) => {
    const order = await stored(anOrder().of('ada').build());
    await expect(queries.order(viewer, order.id)).resolves.toEqual(rendered(order));
  });

  it('tells nobody else that there is one', async () => {
    const order = await stored(anOrder().of('ada').build());
    await expect(queries.order(eve, order.id)).rejects.toMatchObject(notFound);
    await expect(queries.order(eve, 'no such order')).rejects.toMatchObject(notFound);
  });

  it('tells nobody else of a copy in the cache either', async () => {
    const order = anOrder().of('ada').confirmed().build();
    await cache.put(rendered(order));
    await expect(queries.order(eve, order.id)).rejects.toMatchObject(notFound);
    await expect(queries.order(ada, order.id)).resolves.toEqual(rendered(order));
    await expect(queries.order(admin, order.id)).resolves.toEqual(rendered(order));
  });

  it('leaves a copy of a decided order in the cache, whoever asked', async () => {
    const order = await stored(anOrder().of('ada').confirmed().build());
    await queries.order(admin, order.id);
    expect(cache.copies.get(order.id)).toEqual(rendered(order));
  });

  it('leaves no copy of an order that waits for a decision', async () => {
    const order = await stored(anOrder().of('ada').build());
    await queries.order(ada, order.id);
    expect(cache.copies.size).toBe(0);
  });
});

describe('listing orders', () => {
  it('shows a customer their own only, whatever they ask for', async () => {
    await queries.list(eve, { limit: 10, userId: 'ada' });
    await queries.list(eve, { limit: 10 });
    expect(orders.listed).toEqual([{ limit: 10, userId: 'eve' }, { limit: 10, userId: 'eve' }]);
  });

  it('shows an administrator all, or those of one customer', async () => {
    await queries.list(admin, { limit: 10 });
    await queries.list(admin, { limit: 10, userId: 'ada' });
    expect(orders.listed).toEqual([{ limit: 10 }, { limit: 10, userId: 'ada' }]);
  });
});

async function stored<T extends Parameters<InMemoryOrders['place']>[0]>(order: T): Promise<T> {
  await orders.place(order);
  return order;
}
