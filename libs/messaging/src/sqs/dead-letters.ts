import { Message, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { Injectable } from '@nestjs/common';
import { Config } from '@app/platform';
import { deadLetterQueueUrlOf, QueueName } from './queue-name';

/** Of 256 KiB, some are for the reason. */
const longestBytes = 250 * 1024;

/** Puts messages that can never succeed where an administrator finds them, with the reason. */
@Injectable()
export class DeadLetters {
  constructor(
    private readonly sqs: SQSClient,
    private readonly config: Config,
  ) {}

  /** Acknowledge the message only after this resolves. */
  async bury(queue: QueueName, message: Message, reason: string): Promise<void> {
    await this.sqs.send(
      new SendMessageCommand({
        QueueUrl: deadLetterQueueUrlOf(queue, this.config),
        MessageBody: cut(message.Body || '(empty)'),
        MessageAttributes: { reason: { DataType: 'String', StringValue: reason.slice(0, 1000) || '(none given)' } },
      }),
    );
  }
}

/** Body and reason together must stay within what a queue takes; of what is larger, nobody could make sense anyway. */
function cut(body: string): string {
  return Buffer.byteLength(body) <= longestBytes ? body : Buffer.from(body).subarray(0, longestBytes).toString();
}
