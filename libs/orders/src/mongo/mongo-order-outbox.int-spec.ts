import { mongo } from 'mongoose';
import { anOrder } from '../../test/an-order';
import { OpenOrders, openOrders } from '../../test/open-orders';
import { cancel, confirm, Order } from '../domain/order';
import { orderEventOf } from '../domain/order-event';

const allButTheDate = [
  'hrtime',
  'nextTick',
  'performance',
  'queueMicrotask',
  'setImmediate',
  'clearImmediate',
  'setInterval',
  'clearInterval',
  'setTimeout',
  'clearTimeout',
] as const;

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
    const young = await overdue(anOrder().build(), 1000);
    const old = await overdue(anOrder().build(), 2000);
    await expect(opened.outbox.claimOverdue(1)).resolves.toEqual([orderEventOf(old)]);
    await expect(opened.outbox.claimOverdue(1)).resolves.toEqual([orderEventOf(young)]);
  });

  it('does not ask the clock of the process that placed the order', async () => {
    const order = await overdue(anOrder().placedAt(new Date('2100-01-01T00:00:00Z')).build());
    await opened.repository.place(anOrder().placedAt(new Date('2000-01-01T00:00:00Z')).build());
    await expect(opened.outbox.claimOverdue(100)).resolves.toEqual([orderEventOf(order)]);
  });

  it.each([-2, 2])("times leases by the database's clock, though ours is %d hours off", async (hours) => {
    const order = await overdue(anOrder().build());
    await opened.repository.place(anOrder().build());
    await withClockOff(hours, async () => {
      await expect(opened.outbox.claimOverdue(100)).resolves.toEqual([orderEventOf(order)]);
      await expect(opened.outbox.claimOverdue(100)).resolves.toEqual([]);
    });
  });

  it('finds them through an index', async () => {
    const plan = await opened.model
      .find({ unsentSince: { $lt: new mongo.Timestamp({ t: 1, i: 0 }) } })
      .sort({ unsentSince: 1 })
      .explain('queryPlanner');
    expect(JSON.stringify(plan)).toContain('unsentSince_1');
    expect(JSON.stringify(plan)).not.toMatch(/"(COLLSCAN|SORT)"/);
  });
});

describe('reminding of orders that nobody decided', () => {
  it('hands each to exactly one of four that remind at once', async () => {
    const orders = await Promise.all(Array.from({ length: 20 }, () => unanswered(anOrder().build())));
    const seen = await opened.outbox.unanswered(100);
    const claims = await Promise.all(Array.from({ length: 4 }, () => opened.outbox.claimUnanswered(seen)));
    const ids = claims.flat().map(({ id }) => id);
    expect(ids.sort()).toEqual(orders.map((order) => orderEventOf(order).id).sort());
  });

  it('waits a while after the event was sent', async () => {
    const order = anOrder().build();
    await opened.repository.place(order);
    await opened.outbox.markDelivered([orderEventOf(order)]);
    await expect(opened.outbox.unanswered(100)).resolves.toEqual([]);
    expect(await secondsToReminder(order)).toBe(30);
  });

  it('waits twice as long after each reminder, an hour at most', async () => {
    const order = await unanswered(anOrder().build());
    const waits: number[] = [];
    for (let times = 0; times < 9; times += 1) {
      await makeUnanswered(order);
      await opened.outbox.claimUnanswered([orderEventOf(order)]);
      waits.push(await secondsToReminder(order));
    }
    expect(waits).toEqual([60, 120, 240, 480, 960, 1920, 3600, 3600, 3600]);
  });

  it('ends with the decision', async () => {
    const order = await unanswered(anOrder().build());
    const next = confirm(order, { at: new Date(), actor: 'system' });
    await opened.transactions.run((transaction) => opened.repository.advance([next], transaction));
    await expect(opened.outbox.unanswered(100)).resolves.toEqual([]);
    await expect(opened.outbox.claimUnanswered([orderEventOf(order)])).resolves.toEqual([]);
    const document = await opened.model.findById(order.id).lean();
    expect(document).not.toHaveProperty('remindAfter');
    expect(document).not.toHaveProperty('reminders');
  });

  it('comes for a decision, too, until the customer is told', async () => {
    const order = confirm(anOrder().build(), { at: new Date(), actor: 'system' });
    await unanswered(order);
    await expect(opened.outbox.unanswered(100)).resolves.toEqual([orderEventOf(order)]);
    await opened.outbox.answered(orderEventOf(order));
    await expect(opened.outbox.unanswered(100)).resolves.toEqual([]);
    expect(await opened.model.findById(order.id).lean()).not.toHaveProperty('remindAfter');
  });

  it('does not come when the customer was told before the event was marked as sent', async () => {
    const order = confirm(anOrder().build(), { at: new Date(), actor: 'system' });
    await opened.repository.place(order);
    await opened.outbox.answered(orderEventOf(order));
    await opened.outbox.markDelivered([orderEventOf(order)]);
    const document = await opened.model.findById(order.id).lean();
    expect(document?.outbox).toEqual([]);
    expect(document).not.toHaveProperty('unsentSince');
    expect(document).not.toHaveProperty('remindAfter');
  });

  it('is not put off by what is said of an earlier version', async () => {
    const order = confirm(anOrder().build(), { at: new Date(), actor: 'system' });
    const cancelled = cancel(order, { at: new Date(), actor: 'customer' });
    await unanswered(cancelled);
    await opened.outbox.answered(orderEventOf(order));
    await expect(opened.outbox.unanswered(100)).resolves.toEqual([orderEventOf(cancelled)]);
  });

  it('comes for an order that is over, too: programs want to be told of that', async () => {
    const order = anOrder().fulfilled().build();
    await opened.repository.place(order);
    await opened.outbox.markDelivered([orderEventOf(order)]);
    expect(await opened.model.findById(order.id).lean()).toHaveProperty('remindAfter');
  });

  it('ends with the dead letter that carries the event, until the order is decided after all', async () => {
    const order = await unanswered(anOrder().build());
    await opened.outbox.abandoned(orderEventOf(order));
    await expect(opened.outbox.unanswered(100)).resolves.toEqual([]);
    expect(await opened.model.findById(order.id).lean()).toMatchObject({ isDeadLetter: true });
    const next = confirm(order, { at: new Date(), actor: 'system' });
    await opened.transactions.run((transaction) => opened.repository.advance([next], transaction));
    expect(await opened.model.findById(order.id).lean()).not.toHaveProperty('isDeadLetter');
  });

  it('finds them through an index', async () => {
    const plan = await opened.model
      .find({ $expr: { $lte: ['$remindAfter', '$$NOW'] }, remindAfter: { $exists: true } })
      .sort({ remindAfter: 1 })
      .explain('queryPlanner');
    expect(JSON.stringify(plan)).toContain('remindAfter_1');
    expect(JSON.stringify(plan)).not.toMatch(/"(COLLSCAN|SORT)"/);
  });
});

describe('marking events as delivered', () => {
  it('forgets them, and the sweep has nothing left to look for', async () => {
    const order = await overdue(anOrder().build());
    await opened.outbox.markDelivered([orderEventOf(order)]);
    const document = await opened.model.findById(order.id).lean();
    expect(document?.outbox).toEqual([]);
    expect(document).not.toHaveProperty('unsentSince');
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
    await makeOverdue(next);
    await expect(opened.outbox.claimOverdue(100)).resolves.toEqual([orderEventOf(next)]);
  });

  it('of one of two versions leaves the event of the other to be sent', async () => {
    const confirmed = confirm(await overdue(anOrder().build()), { at: new Date(), actor: 'system' });
    const cancelled = cancel(confirmed, { at: new Date(), actor: 'customer' });
    await opened.transactions.run((transaction) => opened.repository.advance([confirmed], transaction));
    await opened.transactions.run((transaction) => opened.repository.advance([cancelled], transaction));
    await opened.outbox.markDelivered([orderEventOf(confirmed)]);
    await makeOverdue(cancelled);
    await expect(opened.outbox.claimOverdue(100)).resolves.toEqual([orderEventOf(cancelled)]);
  });

  it('of nothing, or twice, does no harm', async () => {
    const order = await overdue(anOrder().build());
    await opened.outbox.markDelivered([]);
    await opened.outbox.markDelivered([orderEventOf(order)]);
    await opened.outbox.markDelivered([orderEventOf(order)]);
    await expect(opened.repository.byId(order.id)).resolves.toEqual(order);
  });
});

async function overdue(order: Order, secondsAgo?: number): Promise<Order> {
  await opened.repository.place(order);
  await makeOverdue(order, secondsAgo);
  return order;
}

async function makeOverdue({ id }: Order, secondsAgo = 60): Promise<void> {
  const unsentSince = new mongo.Timestamp({ t: Math.floor(Date.now() / 1000) - secondsAgo, i: 0 });
  await opened.model.updateOne({ _id: id }, { unsentSince });
}

async function unanswered(order: Order): Promise<Order> {
  await opened.repository.place(order);
  await opened.outbox.markDelivered([orderEventOf(order)]);
  await makeUnanswered(order);
  return order;
}

async function makeUnanswered({ id }: Order): Promise<void> {
  await opened.model.updateOne({ _id: id }, { remindAfter: new Date('2026-01-01T00:00:00Z') });
}

async function withClockOff(hours: number, work: () => Promise<void>): Promise<void> {
  jest.useFakeTimers({ now: Date.now() + hours * 3_600_000, doNotFake: [...allButTheDate] });
  await work().finally(() => jest.useRealTimers());
}

/** On the database's clock, to the nearest ten seconds. */
async function secondsToReminder({ id }: Order): Promise<number> {
  const seconds = { $dateDiff: { startDate: '$$NOW', endDate: '$remindAfter', unit: 'second' } };
  const [{ left = 0 } = {}] = await opened.model.aggregate<{ left: number }>([
    { $match: { _id: id } },
    { $project: { left: seconds } },
  ]);
  return Math.round(left / 10) * 10;
}
