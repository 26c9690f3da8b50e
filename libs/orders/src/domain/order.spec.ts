import { anOrder } from '../../test/an-order';
import { cancel, confirm, fulfil, newOrder, reject } from './order';

const placedAt = new Date('2026-01-31T09:30:00Z');
const decidedAt = new Date('2026-01-31T09:30:05Z');
const bySystem = { at: decidedAt, actor: 'system', requestId: 'request-2' } as const;
const alreadyDecided = { code: 'invalid_transition' };

describe('a new order', () => {
  it('waits for a decision, at version 1, and its timeline begins with who placed it and when', () => {
    const placement = { id: 'order-1', userId: 'ada', items: [], currency: 'EUR', total: 0, note: 'Ring twice.' };
    expect(newOrder(placement, { at: placedAt, actor: 'customer', requestId: 'request-1' })).toEqual({
      ...placement,
      status: 'PENDING',
      version: 1,
      createdAt: placedAt,
      updatedAt: placedAt,
      timeline: [{ seq: 1, status: 'PENDING', at: placedAt, actor: 'customer', requestId: 'request-1' }],
    });
  });
});

describe('confirming', () => {
  it('makes the next version and adds to the timeline', () => {
    const order = anOrder().build();
    expect(confirm(order, bySystem)).toEqual({
      ...order,
      status: 'CONFIRMED',
      version: 2,
      updatedAt: decidedAt,
      timeline: [...order.timeline, { seq: 2, status: 'CONFIRMED', ...bySystem }],
    });
  });

  it('leaves the version before as it was', () => {
    const order = anOrder().build();
    const before = structuredClone(order);
    confirm(order, bySystem);
    expect(order).toEqual(before);
  });

  it('is refused for an order that is decided', () => {
    expect(() => confirm(anOrder().confirmed().build(), bySystem)).toThrow(expect.objectContaining(alreadyDecided));
    expect(() => confirm(anOrder().rejected().build(), bySystem)).toThrow(expect.objectContaining(alreadyDecided));
  });
});

describe('rejecting', () => {
  const lines = [
    { sku: 'MUG', reason: 'insufficient_stock', requested: 9, available: 3 },
    { sku: 'TEA', reason: 'unknown_sku', requested: 1, available: 0 },
  ];

  it('keeps each line at fault, and says so in words in the timeline', () => {
    const rejected = reject(anOrder().build(), lines, bySystem);
    expect(rejected).toMatchObject({ status: 'REJECTED', version: 2, rejection: lines });
    expect(rejected.timeline.at(-1)).toEqual({
      ...bySystem,
      seq: 2,
      status: 'REJECTED',
      reason: 'insufficient_stock: MUG (requested 9, available 3); unknown_sku: TEA (requested 1, available 0)',
    });
  });

  it('is refused for an order that is decided', () => {
    expect(() => reject(anOrder().confirmed().build(), lines, bySystem)).toThrow(expect.objectContaining(alreadyDecided));
  });
});

describe('cancelling', () => {
  const byCustomer = { at: decidedAt, actor: 'customer', reason: 'Ordered twice.' } as const;

  it('ends a pending or a confirmed order, with the reason in the timeline', () => {
    for (const order of [anOrder().build(), anOrder().confirmed().build()]) {
      const cancelled = cancel(order, byCustomer);
      expect(cancelled).toMatchObject({ status: 'CANCELLED', version: order.version + 1 });
      expect(cancelled.timeline.at(-1)).toEqual({ ...byCustomer, seq: order.version + 1, status: 'CANCELLED' });
    }
  });

  it('is refused for an order that has ended', () => {
    const ended = [anOrder().rejected(), anOrder().cancelled(), anOrder().fulfilled()];
    for (const order of ended) {
      expect(() => cancel(order.build(), byCustomer)).toThrow(expect.objectContaining(alreadyDecided));
    }
  });
});

describe('fulfilling', () => {
  const byAdmin = { at: decidedAt, actor: 'admin' } as const;

  it('ends a confirmed order', () => {
    expect(fulfil(anOrder().confirmed().build(), byAdmin)).toMatchObject({ status: 'FULFILLED', version: 3 });
  });

  it('is refused for any other', () => {
    for (const order of [anOrder(), anOrder().rejected(), anOrder().cancelled(), anOrder().fulfilled()]) {
      expect(() => fulfil(order.build(), byAdmin)).toThrow(expect.objectContaining(alreadyDecided));
    }
  });
});
