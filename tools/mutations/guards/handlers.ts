import { Guard } from '../guard';

const consumer = 'apps/order-processor/src/handlers.consumer.ts';
const consumerSpec = 'apps/order-processor/src/handlers.consumer.spec.ts';

/** No call of a shop's own handler is lost, and none holds up others for ever. */
export const handlerGuards: readonly Guard[] = [
  {
    name: 'handlers: an event is acknowledged once its calls are on their queue',
    protects: 'A handler is never told of an event, because SQS was away for a moment.',
    file: 'apps/order-processor/src/notify-subscribers.ts',
    remove: 'return this.tellHandlers.execute(event);',
    replacement: 'void this.tellHandlers.execute(event).catch(() => undefined);\n    return Promise.resolve();',
    test: { path: 'apps/order-processor/src/notify-subscribers.spec.ts', name: 'fails when a call could not be put on the queue: the event is to come back' },
  },
  {
    name: 'handlers: nobody is called before all else is on record',
    protects: 'While notifications cannot be put on record, each try of an event has all handlers called once more.',
    file: 'apps/order-processor/src/events.consumer.ts',
    remove: 'await Promise.all([this.notifyCustomer.execute(event), this.notifySubscribers.record(event)]);',
    replacement: 'await Promise.all([this.notifyCustomer.execute(event), this.notifySubscribers.record(event), this.notifySubscribers.call(event)]);',
    test: { path: 'apps/order-processor/src/events.consumer.spec.ts', name: 'has no handler called before all else is on record: the event comes back' },
  },
  {
    name: 'handlers: a call that failed is made again',
    protects: 'A handler that fails once never hears of the event again.',
    file: consumer,
    remove: 'await this.calls.add({ handler, event, failures: soFar }, pauseSeconds);',
    replacement: '',
    test: { path: consumerSpec, name: 'makes a call that failed again, a little later' },
  },
  {
    name: 'handlers: a call that cannot be put off is not acknowledged',
    protects: 'A call is lost when its handler and SQS fail at the same time.',
    file: consumer,
    remove: 'await this.settle(message);',
    replacement: 'await this.settle(message).catch(() => undefined);',
    test: { path: consumerSpec, name: 'lets a call come back by itself when it cannot be put off to later' },
  },
  {
    name: 'handlers: a call that is sent back begins anew',
    protects: 'A call that an administrator sends back after four days is given up at its first failure.',
    file: consumer,
    remove: 'JSON.stringify({ handler, event })',
    replacement: 'JSON.stringify({ handler, event, failures })',
    test: {
      path: consumerSpec,
      name: 'gives a call up four days after it failed for the first time, and forgets its failures, since an administrator may send it back',
    },
  },
  {
    name: 'handlers: a call has a time limit',
    protects: 'Handlers that never end take up all receivers, and no handler is called any more.',
    file: 'apps/order-processor/src/order-event-handlers.ts',
    remove: 'within(patienceMs, handler.tell(event)',
    replacement: 'within(1e9, handler.tell(event)',
    test: { path: 'apps/order-processor/src/order-event-handlers.spec.ts', name: 'fail when they do not end within 45 seconds' },
  },
  {
    name: 'handlers: no receiver waits for a call that takes its time',
    protects: 'A few calls that hang hold all receivers, and no handler is called any more.',
    file: consumer,
    remove: 'const briskMs = 200;',
    replacement: 'const briskMs = 60_000;',
    test: { path: consumerSpec, name: 'waits a moment for it, and acknowledges it by itself once it ends' },
  },
  {
    name: 'handlers: a call that took its time is acknowledged when it ends',
    protects: 'A handler that takes more than a moment is called again and again, though it did its work.',
    file: consumer,
    remove: 'await this.calls.acknowledge(message);',
    replacement: '',
    test: { path: consumerSpec, name: 'waits a moment for it, and acknowledges it by itself once it ends' },
  },
  {
    name: 'handlers: of one that hangs no more than 200 calls are in hand',
    protects: 'A handler that hangs takes in calls without end, and holds what they hold.',
    file: consumer,
    remove: 'if (this.handlers.isBusy(call.handler)) {',
    replacement: "if (call.handler === '') {",
    test: { path: consumerSpec, name: 'tries a call of a busy handler a little later, and counts that for no failure' },
  },
  {
    name: 'handlers: what ended is no longer in hand',
    protects: 'After 200 calls a handler is never called again.',
    file: 'libs/platform/src/lifecycle/under-way.ts',
    remove: 'this.counts.set(key, this.of(key) - 1);',
    replacement: '',
    test: { path: 'apps/order-processor/src/order-event-handlers.spec.ts', name: 'are busy with 200 calls, each for itself, until one of those ends' },
  },
  {
    name: 'handlers: what was waited for is forgotten',
    protects: 'A process that calls handlers needs more memory with every call.',
    file: consumer,
    remove: 'this.inHand.delete(all);',
    replacement: '',
    test: { path: consumerSpec, name: 'keeps nothing of it once it has ended' },
  },
  {
    name: 'handlers: of a handler that hangs what is put off comes back more and more slowly',
    protects: 'The calls of an hour of a handler that hangs circulate thousands of times a second, beside the orders.',
    file: 'apps/order-processor/src/handler-pause.ts',
    remove: 'busyPauseSeconds + putOff / 20',
    replacement: 'busyPauseSeconds + putOff * 0',
    test: { path: 'apps/order-processor/src/handler-pause.spec.ts', name: 'grows with what was put off and did not come to its turn, up to a quarter of an hour' },
  },
  {
    name: 'handlers: two of one name are refused',
    protects: 'Of two handlers with the same name one is never called.',
    file: 'apps/order-processor/src/order-event-handlers.ts',
    remove: 'if (this.handlers.has(name)) {',
    replacement: 'if (name === undefined) {',
    test: {
      path: 'apps/order-processor/src/order-event-handlers.spec.ts',
      name: 'are refused where a class has none, two have one name, or a name is too long',
    },
  },
];
