import { OrderStatus, orderStatuses, transitionTo } from './order-status';

const allowed = [
  'PENDING → CONFIRMED',
  'PENDING → REJECTED',
  'PENDING → CANCELLED',
  'CONFIRMED → CANCELLED',
  'CONFIRMED → FULFILLED',
];
const pairs = orderStatuses.flatMap((from) => orderStatuses.map((to): [OrderStatus, OrderStatus] => [from, to]));
const isAllowed = ([from, to]: [OrderStatus, OrderStatus]) => allowed.includes(`${from} → ${to}`);

describe('the status of an order', () => {
  it.each(pairs.filter(isAllowed))('may go from %s to %s', (from, to) => {
    expect(transitionTo(from, to)).toBe(to);
  });

  it.each(pairs.filter((pair) => !isAllowed(pair)))('never goes from %s to %s', (from, to) => {
    expect(() => transitionTo(from, to)).toThrow(
      expect.objectContaining({ kind: 'conflict', code: 'invalid_transition' }),
    );
  });

  it('has the five values that the API promises', () => {
    expect(orderStatuses).toEqual(['PENDING', 'CONFIRMED', 'REJECTED', 'CANCELLED', 'FULFILLED']);
  });
});
