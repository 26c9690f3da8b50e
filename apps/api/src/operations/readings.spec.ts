import { Product } from '@app/inventory';
import { OrderStatus, RecentOrder } from '@app/orders';
import { backlogOf, lowestStock, queuesOf, rateOf, statesOf } from './readings';

const now = new Date('2026-01-31T09:30:00.000Z');

function placed(secondsAgo: number, status: OrderStatus = 'CONFIRMED'): RecentOrder {
  return { status, placedAt: new Date(now.getTime() - secondsAgo * 1000), skus: ['TEA'] };
}

function product(sku: string, onHand: number, reserved: number): Product {
  return { sku, name: sku, unitPrice: 1, currency: 'EUR', onHand, reserved, version: 1, updatedAt: now };
}

describe('the rate of orders', () => {
  it('is of the last ten seconds', () => {
    expect(rateOf([placed(1), placed(2), placed(9), placed(11), placed(300)], 1000, now)).toBe(0.3);
    expect(rateOf([placed(60)], 1000, now)).toBe(0);
    expect(rateOf([], 1000, now)).toBe(0);
  });

  it('is of ten seconds also where the shop had fewer orders than could be looked at', () => {
    expect(rateOf([placed(1), placed(2)], 1000, now)).toBe(0.2);
  });

  it('is of the time in which those came that were looked at, where more came in ten seconds', () => {
    const rush = Array.from({ length: 1000 }, (_, index) => placed((index + 1) / 250));
    expect(rateOf(rush, 1000, now)).toBe(250);
  });

  it('stays a number though clocks differ', () => {
    expect(rateOf([placed(-2)], 1, now)).toBe(1);
  });
});

it('counts orders by all states that there are', () => {
  expect(statesOf([placed(1), placed(2, 'PENDING'), placed(3)])).toEqual({ PENDING: 1, CONFIRMED: 2, REJECTED: 0, CANCELLED: 0, FULFILLED: 0 });
});

it('names the ten products of which the fewest units can be promised', () => {
  const products = Array.from({ length: 12 }, (_, index) => product(`P${index}`, 20 + index, 20));
  const [first, ...others] = lowestStock([product('LAST', 5, 5), ...products]);
  expect(first).toEqual({ sku: 'LAST', name: 'LAST', available: 0, reserved: 5, onHand: 5 });
  expect(others.map(({ available }) => available)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
});

it('adds up what waits, and leaves out what is not known', () => {
  const unsettled = 'notification_deliveries_unsettled';
  const readings = [
    { name: 'orders_undecided', value: 3 },
    { name: 'orders_undecided_oldest_age_seconds', value: 0.5 },
    { name: unsettled, labels: { state: 'waiting', channel: 'email' }, value: 2 },
    { name: unsettled, labels: { state: 'sending', channel: 'email' }, value: 1 },
    { name: 'notification_deliveries_overdue_seconds', value: 0 },
  ];
  expect(backlogOf(readings)).toEqual([
    { what: 'undecided orders', count: 3, seconds: 0.5 },
    { what: 'notifications', count: 3, seconds: 0 },
  ]);
});

it('tells of each queue that there is', () => {
  const reading = (name: string, queue: string, value: number) => ({ name, labels: { queue }, value });
  const readings = [
    reading('queue_messages_visible', 'orders', 7),
    reading('queue_messages_in_flight', 'orders', 2),
    reading('queue_messages_delayed', 'orders', 3),
    reading('dead_letters', 'orders', 1),
    reading('queue_messages_visible', 'events', 0),
  ];
  expect(queuesOf(readings)).toEqual([
    { queue: 'orders', waiting: 7, inHand: 2, later: 3, deadLetters: 1 },
    { queue: 'events', waiting: 0, inHand: 0, later: 0, deadLetters: 0 },
  ]);
});
