import { Config } from '@app/platform';

/** The names under which consumers and producers are known to each other, whatever the queues are called in AWS. */
export const queueNames = { orders: 'orders', events: 'events', handlers: 'handlers' } as const;

export type QueueName = (typeof queueNames)[keyof typeof queueNames];

/**
 * How often a message is delivered before SQS itself moves it to the dead-letter queue: the last resort, for a message
 * that ends every process that takes it. What can be judged is judged by the processor's failure policy, with a reason.
 */
export const maxReceiveCount = 20;

export function queueUrlOf(name: QueueName, config: Config): string {
  return { orders: config.SQS_QUEUE_URL, events: config.eventsQueueUrl, handlers: config.handlersQueueUrl }[name];
}

export function deadLetterQueueUrlOf(name: QueueName, config: Config): string {
  return `${queueUrlOf(name, config)}-dlq`;
}
