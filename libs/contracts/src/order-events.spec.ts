import fc from 'fast-check';
import { placedMessage } from '../test/placed-message';
import { DomainError } from './domain-error';
import { orderEventTypes, parseOrderEvent } from './order-events';

const malformed = { kind: 'invalid', code: 'malformed_event' };
const { id, data, ...withoutIdAndData } = placedMessage;
const { correlationId: _, ...withoutCorrelationId } = placedMessage;
const { occurredAt: __, ...withoutTime } = placedMessage;

describe('reading an order event', () => {
  it('accepts version 1 as it lies on queues today', () => {
    expect(parseOrderEvent(JSON.stringify(placedMessage))).toEqual(placedMessage);
  });

  it.each(orderEventTypes)('knows %s', (type) => {
    expect(parseOrderEvent(JSON.stringify({ ...placedMessage, type })).type).toBe(type);
  });

  it('passes on no data that version 1 does not have', () => {
    const body = JSON.stringify({ ...placedMessage, data: { ...data, isAdmin: true } });
    expect(parseOrderEvent(body).data).toEqual(data);
  });

  it.each<[string, string | undefined]>([
    ['no body', undefined],
    ['an empty body', ''],
    ['text that is not JSON', 'order.placed'],
    ['JSON that ends too early', JSON.stringify(placedMessage).slice(0, -1)],
    ['null', 'null'],
    ['a number', '42'],
    ['a text', '"order.placed"'],
    ['an array', JSON.stringify([placedMessage])],
    ['an empty object', '{}'],
    ['an unknown type', bodyWith({ type: 'order.lost' })],
    ['a type that every object has', bodyWith({ type: 'constructor' })],
    ['version 2', bodyWith({ version: 2 })],
    ['a version that is text', bodyWith({ version: '1' })],
    ['no id', JSON.stringify({ ...withoutIdAndData, data })],
    ['an empty id', bodyWith({ id: '' })],
    ['an id without end', bodyWith({ id: 'x'.repeat(257) })],
    ['an id that is an object', bodyWith({ id: { $ne: null } })],
    ['no correlation id', JSON.stringify(withoutCorrelationId)],
    ['a trace that is an object', bodyWith({ traceparent: { $ne: null } })],
    ['no time', JSON.stringify(withoutTime)],
    ['a time that is none', bodyWith({ occurredAt: 'yesterday' })],
    ['no data', JSON.stringify({ ...withoutIdAndData, id })],
    ['data that is an array', bodyWith({ data: [data] })],
    ['no order id', bodyWith({ data: { ...data, orderId: undefined } })],
    ['an order id that is a query', bodyWith({ data: { ...data, orderId: { $gt: '' } } })],
    ['no user id', bodyWith({ data: { ...data, userId: undefined } })],
    ['no order version', bodyWith({ data: { ...data, version: undefined } })],
    ['a broken order version', bodyWith({ data: { ...data, version: 1.5 } })],
    ['everything under __proto__', `{"__proto__":${JSON.stringify(placedMessage)}}`],
    ['data under __proto__', `{${fieldsOf(withoutIdAndData)},"id":"${id}","data":{"__proto__":${JSON.stringify(data)}}}`],
  ])('refuses %s', (_case, body) => {
    expect(() => parseOrderEvent(body)).toThrow(expect.objectContaining(malformed));
  });

  it('answers every JSON value with an event or a DomainError', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => answersOrRefuses(JSON.stringify(value))));
  });

  it('answers every text with an event or a DomainError', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), answersOrRefuses));
  });

  it('answers every message that is damaged in one place with an event or a DomainError', () => {
    const field = fc.constantFrom(...Object.keys(placedMessage));
    fc.assert(fc.property(field, fc.jsonValue(), (name, value) => answersOrRefuses(bodyWith({ [name]: value }))));
  });
});

function answersOrRefuses(body: string): void {
  try {
    expect(parseOrderEvent(body)).toMatchObject({ version: 1 });
  } catch (error) {
    expect(error).toBeInstanceOf(DomainError);
    expect(error).toMatchObject(malformed);
  }
}

function bodyWith(changes: Record<string, unknown>): string {
  return JSON.stringify({ ...placedMessage, ...changes });
}

function fieldsOf(record: object): string {
  return JSON.stringify(record).slice(1, -1);
}
