import { Message } from '@aws-sdk/client-sqs';
import { Inject, Injectable, Type } from '@nestjs/common';
import { SqsMessageHandler } from '@ssut/nestjs-sqs';
import { QueueName } from './queue-name';

/** What takes the messages of a queue: it acknowledges those that it returns. */
export interface BatchHandler {
  handle(messages: Message[]): Promise<Message[]>;
}

/** The names under which nestjs-sqs knows the receivers of a queue; the first has the queue's own. */
export function receiverNames(queue: QueueName, count: number): string[] {
  return Array.from({ length: count }, (_, index) => (index === 0 ? queue : `${queue}#${index + 1}`));
}

/**
 * The receivers of a queue beyond the first, as providers: each brings ten messages at a time to the handler that has
 * the queue's `@SqsMessageHandler`, while others wait for what became of theirs.
 */
export function moreReceivers(handler: Type<BatchHandler>, queue: QueueName, count: number): Type[] {
  return receiverNames(queue, count)
    .slice(1)
    .map((name) => {
      @Injectable()
      class Receiver implements BatchHandler {
        constructor(@Inject(handler) private readonly handler: BatchHandler) {}

        @SqsMessageHandler(name, true)
        handle(messages: Message[]): Promise<Message[]> {
          return this.handler.handle(messages);
        }
      }
      return Receiver;
    });
}
