import { OrderEvent } from '@app/contracts';
import { Span, SpanAttributes, Traces } from '@app/platform';
import { QueueName } from '../sqs/queue-name';

/** An event in the hands of somebody, and the span of what they do with it, which they end. */
export interface EventInHand {
  readonly span: Span;
  /** What this event causes has the span as its parent. */
  readonly event: OrderEvent;
}

const kinds = { send: 'producer', process: 'consumer' } as const;

/** Begins the span of sending an event to a queue, or of processing it from there, caused by what the event says. */
export function startEventSpan(traces: Traces, operation: keyof typeof kinds, queue: QueueName, event: OrderEvent, more?: SpanAttributes): EventInHand {
  const span = traces.start({
    name: `${operation} ${queue}`,
    kind: kinds[operation],
    parent: event.traceparent,
    attributes: {
      'messaging.system': 'aws_sqs',
      'messaging.destination.name': queue,
      'messaging.operation.type': operation,
      'messaging.message.conversation_id': event.correlationId,
      'event.id': event.id,
      'order.id': event.data.orderId,
      ...more,
    },
  });
  return { span, event: span.traceparent === undefined ? event : { ...event, traceparent: span.traceparent } };
}
