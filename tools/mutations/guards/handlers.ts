import { Guard } from '../guard';

const consumer = 'apps/order-processor/src/handlers.consumer.ts';
const consumerSpec = 'apps/order-processor/src/handlers.consumer.spec.ts';

/** No call of a shop's own handler is lost, and none holds up others for ever. */
export const handlerGuards: readonly Guard[] = [
  {
    name: 'handlers: an event is acknowledged once its calls are on their queue',
    protects: 'A handler is never told of an event, because SQS was away for a moment.',
    file: 'apps/order-processor/src/notify-subscribers.ts',
    remove: 'await Promise.all([this.tellHandlers.execute(event), this.recordForWebhooks(event)]);',
    replacement: 'void this.tellHandlers.execute(event).catch(() => undefined);\n    await this.recordForWebhooks(event);',
    test: { path: 'apps/order-processor/src/notify-subscribers.spec.ts', name: 'fails when a call could not be put on the queue: the event is to come back' },
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
    remove: "outcomes[index]?.status === 'fulfilled'",
    replacement: 'outcomes[index] !== undefined',
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
