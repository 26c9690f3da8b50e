import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { anOrder } from '../../test/an-order';
import { OpenOrders, openOrders } from '../../test/open-orders';
import { Order } from '../domain/order';
import { OrderFilter } from '../ports/order.repository';

let opened: OpenOrders;

beforeAll(async () => {
  opened = await openOrders();
});
afterAll(() => opened.close());

describe('listing orders', () => {
  it('shows each order once, newest first, whatever fits on a page', async () => {
    const userId = randomUUID();
    const newestFirst = (await placedInTurn(userId, 12)).reverse();
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 15 }), async (limit) => {
        expect(await walk({ limit, userId })).toEqual(newestFirst);
      }),
      { numRuns: 15 },
    );
  });

  it('leaves no gap and repeats nothing while new orders arrive', async () => {
    const userId = randomUUID();
    const before = await placedInTurn(userId, 9);
    const seen = await walk({ limit: 2, userId }, () => placedInTurn(userId, 3));
    expect(seen).toEqual(before.reverse());
  });

  it('shows those of one status only', async () => {
    const userId = randomUUID();
    await placedInTurn(userId, 3);
    const confirmed = anOrder().of(userId).confirmed().build();
    await opened.repository.place(confirmed);
    await placedInTurn(userId, 2);
    expect(await walk({ limit: 1, userId, status: 'CONFIRMED' })).toEqual([confirmed]);
  });

  it('shows those of everybody where no user is named', async () => {
    const [ada, bob] = [await placedInTurn('ada', 1), await placedInTurn('bob', 1)];
    const { data } = await opened.repository.list({ limit: 2 });
    expect(data).toEqual([...bob, ...ada]);
  });

  it('refuses a cursor that it did not give out', async () => {
    await expect(opened.repository.list({ limit: 1, cursor: '{"$gt":""}' })).rejects.toMatchObject({ code: 'invalid_cursor' });
  });

  it.each<[string, object]>([
    ['of one user', { userId: 'eve' }],
    ['of one user in one status', { userId: 'eve', status: 'CONFIRMED' }],
    ['in one status', { status: 'CONFIRMED' }],
    ['of everybody', {}],
  ])('reads no order but those it shows: %s', async (_which, filter) => {
    for (const userId of ['eve', 'fay', 'eve', 'fay']) {
      await placedInTurn(userId, 5);
      await opened.repository.place(anOrder().of(userId).confirmed().build());
    }
    const { executionStats } = (await opened.model
      .find({ ...filter, _id: { $lt: 'f' } })
      .sort({ _id: -1 })
      .limit(21)
      .explain('executionStats')) as unknown as { executionStats: { totalDocsExamined: number; nReturned: number } };
    expect(executionStats.nReturned).toBeGreaterThan(0);
    expect(executionStats.totalDocsExamined).toBe(executionStats.nReturned);
  });
});

async function placedInTurn(userId: string, count: number): Promise<Order[]> {
  const orders = Array.from({ length: count }, () => anOrder().of(userId).build());
  await Promise.all(orders.map((order) => opened.repository.place(order)));
  return orders;
}

/** Every page, from the first to the last; something else may happen between two. */
async function walk(filter: OrderFilter, between?: () => Promise<unknown>): Promise<Order[]> {
  const { data, nextCursor } = await opened.repository.list(filter);
  if (!nextCursor) {
    return [...data];
  }
  await between?.();
  return [...data, ...(await walk({ ...filter, cursor: nextCursor }, between))];
}
