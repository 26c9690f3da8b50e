import { isRecord, isText, malformedEvent, parseBody } from './event-envelope';
import { OrderEvent, readOrderEvent } from './order-events';

/** That one handler is to be told of one event. */
export interface HandlerCall {
  /** The handler's own name. */
  readonly handler: string;
  readonly event: OrderEvent;
  /** Calls that failed so far; absent on a fresh one. */
  readonly failures?: Failures;
}

/** What became of the calls before this one. */
export interface Failures {
  readonly count: number;
  /** ISO 8601, UTC: when the first of them failed. */
  readonly since: string;
}

/**
 * Reads the call of a handler out of a message body.
 *
 * @throws DomainError `malformed_event` (invalid) when the body is not one.
 */
export function parseHandlerCall(body: string | undefined): HandlerCall {
  const value = parseBody(body);
  if (!isRecord(value) || !isText(value.handler) || !(value.failures === undefined || areFailures(value.failures))) {
    throw malformedEvent('The message is not the call of a handler.');
  }
  const { handler, failures } = value;
  return { handler, event: readOrderEvent(value.event), ...(failures && { failures }) };
}

function areFailures(value: unknown): value is Failures {
  return isRecord(value) && Number.isInteger(value.count) && isText(value.since) && !Number.isNaN(Date.parse(value.since));
}
