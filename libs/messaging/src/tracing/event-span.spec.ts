import { OrderEvent } from '@app/contracts';
import { Traces } from '@app/platform';
import { startEventSpan } from './event-span';

const event: OrderEvent = {
  id: 'order-1-v1',
  type: 'order.placed',
  version: 1,
  occurredAt: '2026-01-31T09:30:00.000Z',
  correlationId: 'request-1',
  traceparent: 'of what placed it',
  data: { orderId: 'order-1', userId: 'ann', version: 1 },
};

it('hands the event on as something that its span causes, and begins the span as something that the event causes', () => {
  const traces = new Traces();
  const start = jest.fn(() => ({ traceparent: 'of its processing', set: jest.fn(), fail: jest.fn(), end: jest.fn() }));
  traces.exportTo({ start, shutdown: async () => undefined });
  const inHand = startEventSpan(traces, 'process', 'orders', event, { handler: 'Courier.book' });
  expect(inHand.event).toEqual({ ...event, traceparent: 'of its processing' });
  expect(start.mock.calls).toMatchObject([
    [{ name: 'process orders', kind: 'consumer', parent: 'of what placed it', attributes: { 'event.id': 'order-1-v1', handler: 'Courier.book' } }],
  ]);
});

it('hands the event on as it is while traces are off', () => {
  expect(startEventSpan(new Traces(), 'send', 'orders', event).event).toBe(event);
});
