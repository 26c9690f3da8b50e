import { EventEnvelope, isText, malformedEvent, parseBody, parseEnvelope } from './event-envelope';

export const orderEventTypes = [
  'order.placed',
  'order.confirmed',
  'order.rejected',
  'order.cancelled',
  'order.fulfilled',
] as const;

export type OrderEventType = (typeof orderEventTypes)[number];

/** Names the order and the version the event speaks of; consumers read the rest from the order itself. */
export interface OrderEventData {
  readonly orderId: string;
  readonly userId: string;
  /** The order's version right after the change. */
  readonly version: number;
}

/** Version 1 of every order event. */
export type OrderEvent = EventEnvelope<OrderEventType, OrderEventData>;

/**
 * Reads an order event out of a message body.
 *
 * @throws DomainError `malformed_event` (invalid) when the body is not an order event this code knows.
 */
export function parseOrderEvent(body: string | undefined): OrderEvent {
  return readOrderEvent(parseBody(body));
}

/**
 * Reads the order events out of a message body: one, or a list of some that were sent together.
 *
 * @throws DomainError `malformed_event` (invalid) when any of it is not an order event this code knows.
 */
export function parseOrderEvents(body: string | undefined): OrderEvent[] {
  const value = parseBody(body);
  return Array.isArray(value) && value.length > 0 ? value.map(readOrderEvent) : [readOrderEvent(value)];
}

/** @throws DomainError `malformed_event` (invalid) when the value is not an order event this code knows. */
export function readOrderEvent(value: unknown): OrderEvent {
  const { type, version, data, ...envelope } = parseEnvelope(value);
  if (!isOrderEventType(type) || version !== 1) {
    throw malformedEvent('The event is of no known type and version.');
  }
  const { orderId, userId, version: orderVersion } = data as OrderEventData;
  if (!isText(orderId) || !isText(userId) || !Number.isInteger(orderVersion)) {
    throw malformedEvent('The event does not name an order, its user and its version.');
  }
  return { ...envelope, type, version, data: { orderId, userId, version: orderVersion } };
}

function isOrderEventType(type: string): type is OrderEventType {
  return (orderEventTypes as readonly string[]).includes(type);
}
