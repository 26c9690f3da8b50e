import { DomainError } from './domain-error';

/** What every event on a queue is wrapped in. `id` is unique for ever: consumers tell duplicates by it. */
export interface EventEnvelope<Type extends string = string, Data = unknown> {
  readonly id: string;
  /** `noun.past_verb`, such as `order.placed`. */
  readonly type: Type;
  /** Of the shape of `data`; starts at 1. */
  readonly version: number;
  /** ISO 8601, UTC. */
  readonly occurredAt: string;
  /** The id of the HTTP request that began it all; goes into every log line on the way. */
  readonly correlationId: string;
  /** Of what sent it, where traces are on: https://www.w3.org/TR/trace-context/. */
  readonly traceparent?: string;
  readonly data: Data;
}

/**
 * Reads the value in a message body.
 *
 * @throws DomainError `malformed_event` (invalid) when it is not JSON; such a message can never succeed.
 */
export function parseBody(body: string | undefined): unknown {
  try {
    return JSON.parse(body ?? '');
  } catch (cause) {
    throw malformedEvent('The message body is not JSON.', cause);
  }
}

/** @throws DomainError `malformed_event` (invalid) when the value is not an envelope. */
export function parseEnvelope(value: unknown): EventEnvelope {
  const envelope = value as EventEnvelope;
  const wellFormed =
    isRecord(value) &&
    isText(envelope.id) &&
    isText(envelope.type) &&
    Number.isInteger(envelope.version) &&
    isText(envelope.occurredAt) &&
    !Number.isNaN(Date.parse(envelope.occurredAt)) &&
    isText(envelope.correlationId) &&
    (envelope.traceparent === undefined || isText(envelope.traceparent)) &&
    isRecord(envelope.data);
  if (!wellFormed) {
    throw malformedEvent('The message is not an event envelope.');
  }
  return envelope;
}

/** The error of a message whose content can never be processed, however often it is delivered. */
export function malformedEvent(message: string, cause?: unknown): DomainError {
  return new DomainError({ kind: 'invalid', code: 'malformed_event', message, cause });
}

export function isText(value: unknown): value is string {
  return typeof value === 'string' && value.length > 0 && value.length <= 256;
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
