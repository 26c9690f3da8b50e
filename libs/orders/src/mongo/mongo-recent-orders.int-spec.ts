import { anOrder } from '../../test/an-order';
import { OpenOrders, openOrders } from '../../test/open-orders';
import { MongoRecentOrders } from './mongo-recent-orders';

let opened: OpenOrders;

beforeAll(async () => {
  opened = await openOrders();
});
afterAll(() => opened.close());

it('tells of the newest orders as many as it is asked for, and nothing of their customers', async () => {
  const placedAt = new Date('2026-01-31T09:30:00.000Z');
  for (const [id, lines] of [['1', 1], ['3', 2], ['2', 3]] as const) {
    await opened.repository.place(anOrder().withId(id).withLines(lines).placedAt(placedAt).build());
  }
  const skus = (count: number) => anOrder().withLines(count).build().items.map(({ sku }) => sku);
  expect(await new MongoRecentOrders(opened.model).newest(2)).toEqual([
    { status: 'PENDING', placedAt, skus: skus(2) },
    { status: 'PENDING', placedAt, skus: skus(3) },
  ]);
});
