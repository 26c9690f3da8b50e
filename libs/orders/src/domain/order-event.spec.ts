import { parseOrderEvent } from '@app/contracts';
import { anOrder } from '../../test/an-order';
import { TimelineEntry } from './order';
import { orderEventOf } from './order-event';

describe('the event of an order', () => {
  it('names the order, its user and the version it speaks of', () => {
    const order = anOrder().build();
    expect(orderEventOf(order)).toEqual({
      id: `${order.id}-v1`,
      type: 'order.placed',
      version: 1,
      occurredAt: order.updatedAt.toISOString(),
      correlationId: 'request-1',
      data: { orderId: order.id, userId: order.userId, version: 1 },
    });
  });

  it('tells of the decision, on behalf of the request that led to it', () => {
    const order = anOrder().confirmed().build();
    expect(orderEventOf(order)).toMatchObject({
      id: `${order.id}-v2`,
      type: 'order.confirmed',
      correlationId: 'request-2',
      data: { version: 2 },
    });
    expect(orderEventOf(anOrder().rejected().build()).type).toBe('order.rejected');
  });

  it('belongs to the trace of the change that it tells of, and to no earlier one', () => {
    const { timeline, ...order } = anOrder().confirmed().build();
    const [placed, confirmed] = timeline as [TimelineEntry, TimelineEntry];
    const traced = { ...placed, traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01' };
    expect(orderEventOf({ ...order, timeline: [traced] }).traceparent).toBe(traced.traceparent);
    expect(orderEventOf({ ...order, timeline: [traced, confirmed] })).not.toHaveProperty('traceparent');
  });

  it('is the same event when it is made twice', () => {
    const order = anOrder().confirmed().build();
    expect(orderEventOf(order)).toEqual(orderEventOf(structuredClone(order)));
  });

  it('can be read by a consumer', () => {
    const event = orderEventOf(anOrder().build());
    expect(parseOrderEvent(JSON.stringify(event))).toEqual(event);
  });

  it('falls back on the order itself where no request is known', () => {
    const order = anOrder().build();
    const timeline = order.timeline.map(({ requestId: _, ...entry }) => entry);
    expect(orderEventOf({ ...order, timeline }).correlationId).toBe(order.id);
  });
});
