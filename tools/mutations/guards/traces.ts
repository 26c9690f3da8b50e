import { Guard } from '../guard';

/** An order's trace goes all the way, and costs nothing where nobody looks. */
export const traceGuards: readonly Guard[] = [
  {
    name: 'traces: what a message causes belongs to its processing',
    protects: 'The trace of an order ends at the queue, and nobody sees how long its e-mail took.',
    file: 'libs/messaging/src/tracing/event-span.ts',
    remove: '{ ...event, traceparent: span.traceparent }',
    replacement: 'event',
    test: {
      path: 'libs/messaging/src/tracing/event-span.spec.ts',
      name: 'hands the event on as something that its span causes, and begins the span as something that the event causes',
    },
  },
  {
    name: 'traces: an event belongs to the change that it tells of',
    protects: 'An e-mail about a cancellation hangs in the trace of the placement, weeks before it.',
    file: 'libs/orders/src/domain/order-event.ts',
    remove: 'timeline.at(-1)?.traceparent',
    replacement: 'timeline.findLast((entry) => entry.traceparent)?.traceparent',
    test: { path: 'libs/orders/src/domain/order-event.spec.ts', name: 'belongs to the trace of the change that it tells of, and to no earlier one' },
  },
  {
    name: 'traces: an e-mail that waits keeps the trace of its order',
    protects: 'An e-mail that is sent by the sweep stands alone.',
    file: 'libs/notifications/src/mongo/claim-updates.ts',
    remove: '...(traceparent !== undefined && { traceparent: { $literal: traceparent } }),',
    replacement: '',
    test: {
      path: 'libs/notifications/src/mongo/mongo-delivery.repository.int-spec.ts',
      name: 'gives out what a dead sender left behind, as it was claimed, and what has waited long enough',
    },
  },
  {
    name: 'traces: what fails is marked as failed',
    protects: 'A trace shows an e-mail that was refused as one that went out.',
    file: 'libs/platform/src/tracing/traces.ts',
    remove: 'span.fail(error);',
    replacement: '',
    test: { path: 'libs/platform/src/tracing/traces.spec.ts', name: 'tell what kept the work from being done' },
  },
  {
    name: 'traces: the last spans go out when a process stops',
    protects: 'Every deploy leaves holes in the traces of its minute.',
    file: 'libs/platform/src/tracing/traces.ts',
    remove: 'await this.source?.shutdown();',
    replacement: '',
    test: { path: 'libs/platform/src/tracing/traces.spec.ts', name: 'bring out their last spans before the process ends' },
  },
  {
    name: 'traces: an address that an error quotes stays here',
    protects: 'Addresses of customers come into whatever collects traces.',
    file: 'libs/platform/src/tracing/opentelemetry-spans.ts',
    remove: "typeof error === 'string' ? error : failureReasonOf(error)",
    replacement: 'String(error instanceof Error ? error.message : failureReasonOf(error))',
    test: { path: 'libs/platform/src/tracing/traces.spec.ts', name: 'bring no address of a customer to the collector, though an error quotes it' },
  },
  {
    name: 'traces: a collector that refuses the last spans does not make a stop fail',
    protects: 'With a wrong key for the collector each deploy looks as if the apps had crashed.',
    file: 'libs/platform/src/tracing/traces.ts',
    remove: 'this.logger.warn(`The last spans did not come',
    replacement: 'throw new Error(`The last spans did not come',
    test: { path: 'libs/platform/src/tracing/traces.spec.ts', name: 'end a process well though the collector refuses the last of them' },
  },
];
