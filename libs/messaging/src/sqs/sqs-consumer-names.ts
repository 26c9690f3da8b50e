import { QueueName } from './queue-name';
import { receiverNames } from './receivers';

/** The queues this process consumes, and who receives from them. */
export class SqsConsumerNames {
  constructor(
    readonly names: readonly QueueName[],
    private readonly receivers = 1,
  ) {}

  receiversOf(queue: QueueName): string[] {
    return receiverNames(queue, this.receivers);
  }
}
