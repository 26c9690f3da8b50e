import { Message, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { Injectable } from '@nestjs/common';
import { Config } from '@app/platform';
import { deadLetterQueueUrlOf, QueueName } from './queue-name';

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
        MessageBody: message.Body || '(empty)',
        MessageAttributes: { reason: { DataType: 'String', StringValue: reason.slice(0, 1000) || '(none given)' } },
      }),
    );
  }
}
