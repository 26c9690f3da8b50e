import { Order, OrderScreening, Refusal } from '@app/orders';
import { aPlacedOrder } from '../test/a-placed-order';
import { OrderLimit } from '../test/order-limit';
import { ScreenOrders } from './screen-orders';

const order = aPlacedOrder({ MUG: 3 });

describe('screening orders', () => {
  it('refuses nothing where a shop has no rules', async () => {
    await expect(screenedBy()).resolves.toEqual({ refusals: new Map(), failures: new Map() });
  });

  it('gives the reason of the first rule that refuses, and asks none after it', async () => {
    const last = new OrderLimit(0);
    const { refusals } = await screenedBy(new OrderLimit(500), new OrderLimit(200), last);
    expect([...refusals]).toEqual([[order.id, { reason: 'Orders over 200 are not accepted.' }]]);
    expect(last.asked).toEqual([]);
  });

  it('shows each rule the order as it is, whatever the one before did to its own', async () => {
    const { refusals } = await screenedBy(answering((seen) => void Object.assign(seen, { total: 0 })), new OrderLimit(200));
    expect(refusals.size).toBe(1);
    expect(order.total).toBe(300);
  });

  it('keeps a reason in one line', async () => {
    const { refusals } = await screenedBy(answering(() => ({ reason: ' No\r\nBcc: eve@example.com ' })));
    expect(refusals.get(order.id)).toEqual({ reason: 'No Bcc: eve@example.com' });
  });

  it.each([{ reason: ' ' }, {} as Refusal, true as unknown as Refusal])('does not take %j for a refusal: the order waits', async (answer) => {
    const { refusals, failures } = await screenedBy(answering(() => answer));
    expect([refusals.size, failures.get(order.id)?.message]).toEqual([0, expect.stringContaining('without a reason')]);
  });

  it('says of an order whose rule failed why, and refuses it not', async () => {
    const other = aPlacedOrder({ MUG: 9 });
    const { refusals, failures } = await new ScreenOrders([new OrderLimit(200).failingOn(order.id)]).execute([order, other]);
    expect([...refusals.keys()]).toEqual([other.id]);
    expect(failures).toEqual(new Map([[order.id, new Error('The rule has a bug.')]]));
  });

  it('waits ten seconds for a rule that does not answer, and counts it as one that is away', async () => {
    jest.useFakeTimers();
    const screened = screenedBy(answering(() => new Promise<never>(() => undefined)));
    await jest.advanceTimersByTimeAsync(10_000);
    const { failures } = await screened;
    expect(failures.get(order.id)).toMatchObject({ kind: 'unavailable', code: 'screening_unanswered' });
    jest.useRealTimers();
  });
});

function screenedBy(...screenings: OrderScreening[]) {
  return new ScreenOrders(screenings).execute([order]);
}

function answering(answer: (order: Order) => Refusal | undefined | Promise<never>): OrderScreening {
  return { screen: async (seen) => answer(seen) };
}
