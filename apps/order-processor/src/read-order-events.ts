import { Message } from '@aws-sdk/client-sqs';
import { Injectable, Logger } from '@nestjs/common';
import { OrderEvent, parseOrderEvent } from '@app/contracts';
import { DeadLetters, QueueName } from '@app/messaging';
import { FailurePolicy } from './failure.policy';

export interface ReceivedEvent {
  readonly message: Message;
  readonly event: OrderEvent;
}

/** The consumers' edge: messages in, events out; what can never be one goes to the dead letters at once. */
@Injectable()
export class ReadOrderEvents {
  private readonly logger = new Logger(ReadOrderEvents.name);

  constructor(
    private readonly deadLetters: DeadLetters,
    private readonly failurePolicy: FailurePolicy,
  ) {}

  /** The events among the messages, and the messages that are dealt with already. */
  async from(queue: QueueName, messages: readonly Message[]): Promise<{ events: ReceivedEvent[]; done: Message[] }> {
    const events: ReceivedEvent[] = [];
    const burials: Promise<Message[]>[] = [];
    for (const message of messages) {
      try {
        events.push({ message, event: parseOrderEvent(message.Body) });
      } catch (error) {
        burials.push(this.buried(queue, message, error));
      }
    }
    return { events, done: (await Promise.all(burials)).flat() };
  }

  /** A message that cannot be buried comes back; those beside it must not wait for that. */
  private async buried(queue: QueueName, message: Message, error: unknown): Promise<Message[]> {
    try {
      await this.settle(queue, message, error);
      return [message];
    } catch (failure) {
      this.logger.error({ queue, messageId: message.MessageId }, 'A message could not be put among the dead letters', failure);
      return [];
    }
  }

  /** Buries a message that can never succeed; throws the error again when it is worth another try. */
  async settle(queue: QueueName, message: Message, error: unknown): Promise<void> {
    if (this.failurePolicy.verdictOn(error, deliveriesOf(message)) === 'retry') {
      throw error;
    }
    const reason = error instanceof Error ? error.message : String(error);
    await this.deadLetters.bury(queue, message, reason);
    this.logger.warn({ queue, messageId: message.MessageId }, `A message went to the dead letters: ${reason}`);
  }
}

function deliveriesOf({ Attributes }: Message): number {
  return Number(Attributes?.ApproximateReceiveCount ?? 1);
}
