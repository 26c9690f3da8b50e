import { anOrder } from '../../test/an-order';
import { OpenOrders, openOrders } from '../../test/open-orders';
import { confirm, Order } from '../domain/order';
import { orderEventOf } from '../domain/order-event';

let opened: OpenOrders;

beforeAll(async () => {
  opened = await openOrders();
});
beforeEach(async () => {
  await opened.model.deleteMany();
});
afterAll(() => opened.close());

describe('claiming overdue events', () => {
  it('hands each event to exactly one of four that sweep at once', async () => {
    const orders = await Promise.all(Array.from({ length: 40 }, () => overdue(anOrder().build())));
    const claims = await Promise.all(Array.from({ length: 4 }, () => opened.outbox.claimOverdue(100)));
    const ids = claims.flat().map(({ id }) => id);
    expect(ids.sort()).toEqual(orders.map((order) => orderEventOf(order).id).sort());
  });

  it('leaves alone what was placed just now: its process is about to announce it', async () => {
    await opened.repository.place(anOrder().placedAt(new Date()).build());
    await expect(opened.outbox.claimOverdue(100)).resolves.toEqual([]);
  });

  it('leases what it hands out: nobody else gets it for a while', async () => {
    await overdue(anOrder().build());
    await expect(opened.outbox.claimOverdue(100)).resolves.toHaveLength(1);
    await expect(opened.outbox.claimOverdue(100)).resolves.toEqual([]);
  });

  it('hands it out again once the lease is over, in case its relay died', async () => {
    const order = await overdue(anOrder().build());
    const [event] = await opened.outbox.claimOverdue(100);
    await makeOverdue(order);
    await expect(opened.outbox.claimOverdue(100)).resolves.toEqual([event]);
  });

  it('begins with those that have waited longest', async () => {
    const young = await overdue(anOrder().build(), new Date('2026-01-02T00:00:00Z'));
    const old = await overdue(anOrder().build(), new Date('2026-01-01T00:00:00Z'));
    await expect(opened.outbox.claimOverdue(1)).resolves.toEqual([orderEventOf(old)]);
    await expect(opened.outbox.claimOverdue(1)).resolves.toEqual([orderEventOf(young)]);
  });

  it('finds them through an index', async () => {
    const plan = await opened.model
      .find({ $expr: { $lte: ['$relayAfter', '$$NOW'] }, relayAfter: { $exists: true } })
      .sort({ relayAfter: 1 })
      .explain('queryPlanner');
    expect(JSON.stringify(plan)).toContain('relayAfter_1');
    expect(JSON.stringify(plan)).not.toContain('"COLLSCAN"');
  });
});

describe('marking events as delivered', () => {
  it('forgets them, and the sweep has nothing left to look for', async () => {
    const order = await overdue(anOrder().build());
    await opened.outbox.markDelivered([orderEventOf(order)]);
    const document = await opened.model.findById(order.id).lean();
    expect(document?.outbox).toEqual([]);
    expect(document).not.toHaveProperty('relayAfter');
    await expect(opened.outbox.claimOverdue(100)).resolves.toEqual([]);
  });

  it('leaves the order itself as it is', async () => {
    const order = await overdue(anOrder().build());
    await opened.outbox.markDelivered([orderEventOf(order)]);
    await expect(opened.repository.byId(order.id)).resolves.toEqual(order);
  });

  it('of a version that is past leaves the event of the next one to be sent', async () => {
    const order = await overdue(anOrder().build());
    const next = confirm(order, { at: new Date('2026-01-31T10:00:00Z'), actor: 'system' });
    await opened.transactions.run((transaction) => opened.repository.advance([next], transaction));
    await opened.outbox.markDelivered([orderEventOf(order)]);
    await expect(opened.outbox.claimOverdue(100)).resolves.toEqual([orderEventOf(next)]);
  });

  it('of nothing, or twice, does no harm', async () => {
    const order = await overdue(anOrder().build());
    await opened.outbox.markDelivered([]);
    await opened.outbox.markDelivered([orderEventOf(order)]);
    await opened.outbox.markDelivered([orderEventOf(order)]);
    await expect(opened.repository.byId(order.id)).resolves.toEqual(order);
  });
});

async function overdue(order: Order, since?: Date): Promise<Order> {
  await opened.repository.place(order);
  await makeOverdue(order, since);
  return order;
}

async function makeOverdue({ id }: Order, relayAfter = new Date('2026-01-01T00:00:00Z')): Promise<void> {
  await opened.model.updateOne({ _id: id }, { relayAfter });
}
