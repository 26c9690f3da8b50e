import { Message } from '@aws-sdk/client-sqs';
import { DeadLetters, QueueName } from '@app/messaging';

/** Dead letters in memory; can be away. */
export class RememberedDeadLetters implements Pick<DeadLetters, 'bury'> {
  readonly letters: { queue: QueueName; message: Message; reason: string }[] = [];
  isAway = false;

  async bury(queue: QueueName, message: Message, reason: string): Promise<void> {
    if (this.isAway) {
      throw new Error('connect ECONNREFUSED');
    }
    this.letters.push({ queue, message, reason });
  }
}
