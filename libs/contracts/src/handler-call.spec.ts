import { placedMessage } from '../test/placed-message';
import { parseHandlerCall } from './handler-call';

const call = { handler: 'BookCourier.book', event: placedMessage };
const failures = { count: 3, since: '2026-01-31T09:30:00.000Z' };

describe('reading the call of a handler', () => {
  it.each([
    ['fresh', call],
    ['that failed before', { ...call, failures }],
  ])('accepts one %s as it lies on queues today', (_, value) => {
    expect(parseHandlerCall(JSON.stringify(value))).toEqual(value);
  });

  it.each<[string, unknown]>([
    ['nobody to call', { event: placedMessage }],
    ['a name that is none', { ...call, handler: '' }],
    ['no event', { handler: call.handler }],
    ['an event of no known type', { ...call, event: { ...placedMessage, type: 'order.lost' } }],
    ['failures that are no number', { ...call, failures: { ...failures, count: 'many' } }],
    ['failures since some time', { ...call, failures: { ...failures, since: 'yesterday' } }],
    ['an event alone', placedMessage],
    ['null', null],
  ])('refuses %s', (_, value) => {
    expect(() => parseHandlerCall(JSON.stringify(value))).toThrow(expect.objectContaining({ code: 'malformed_event' }));
  });
});
