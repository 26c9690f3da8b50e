import { QueueName } from './queue-name';

/** The queues this process consumes. */
export class SqsConsumerNames {
  constructor(readonly names: readonly QueueName[]) {}
}
