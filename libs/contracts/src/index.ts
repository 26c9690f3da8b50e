export { DomainError, type DomainErrorInit, type ErrorKind, type FieldError, type LimitHit } from './domain-error';
export { type EventEnvelope } from './event-envelope';
export { type Failures, type HandlerCall, parseHandlerCall } from './handler-call';
export { formatMoney, type Money } from './money';
export {
  type OrderEvent,
  type OrderEventData,
  type OrderEventType,
  orderEventTypes,
  parseOrderEvent,
  parseOrderEvents,
} from './order-events';
export { type OrderUpdated, parseOrderUpdates } from './order-updated';
export { invalidCursor, type Page, pageOf, positionIn } from './page';
