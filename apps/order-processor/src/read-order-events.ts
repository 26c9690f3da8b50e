import { Message } from '@aws-sdk/client-sqs';
import { Injectable, Logger } from '@nestjs/common';
import { parseOrderEvents } from '@app/contracts';
import { DeadLetters, EventInHand, QueueName, startEventSpan } from '@app/messaging';
import { Span, Traces } from '@app/platform';
import { FailurePolicy } from './failure.policy';

/** An event and the span of its processing, which `endedMessages` ends. */
export interface ReceivedEvent extends EventInHand {
  readonly message: Message;
  /** Whether it is all that the message holds. */
  readonly isAlone: boolean;
}

/** The consumers' edge: messages in, events out; what can never be one goes to the dead letters at once. */
@Injectable()
export class ReadOrderEvents {
  private readonly logger = new Logger(ReadOrderEvents.name);

  constructor(
    private readonly deadLetters: DeadLetters,
    private readonly failurePolicy: FailurePolicy,
    private readonly traces: Traces,
  ) {}

  /** The events among the messages, and the messages that are dealt with already. */
  async from(queue: QueueName, messages: readonly Message[]): Promise<{ events: ReceivedEvent[]; done: Message[] }> {
    const events: ReceivedEvent[] = [];
    const burials: Promise<Message[]>[] = [];
    for (const message of messages) {
      try {
        events.push(...this.eventsIn(queue, message));
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

  /** Buries an event that can never succeed, alone, whatever came in the same message; throws the error again when it is worth another try. */
  settleEvent(queue: QueueName, { message, event, isAlone, span }: ReceivedEvent, error: unknown): Promise<void> {
    span.fail(error);
    return this.settle(queue, isAlone ? message : { ...message, Body: JSON.stringify(event) }, error);
  }

  private eventsIn(queue: QueueName, message: Message): ReceivedEvent[] {
    const events = parseOrderEvents(message.Body);
    const isAlone = events.length === 1;
    return events.map((event) => ({ message, isAlone, ...startEventSpan(this.traces, 'process', queue, event) }));
  }

  private async settle(queue: QueueName, message: Message, error: unknown): Promise<void> {
    if (this.failurePolicy.verdictOn(error, deliveriesOf(message)) === 'retry') {
      throw error;
    }
    const reason = error instanceof Error ? error.message : String(error);
    await this.deadLetters.bury(queue, message, reason);
    this.logger.warn({ queue, messageId: message.MessageId }, `A message went to the dead letters: ${reason}`);
  }
}

/** The messages all of whose events came to an end: outcomes are in the order of the events. */
export function endedMessages(received: readonly ReceivedEvent[], outcomes: readonly PromiseSettledResult<unknown>[]): Message[] {
  received.forEach(({ span }, index) => endSpan(span, outcomes[index]));
  const pending = new Set(received.filter((_, index) => outcomes[index]?.status === 'rejected').map(({ message }) => message));
  return [...new Set(received.map(({ message }) => message))].filter((message) => !pending.has(message));
}

function endSpan(span: Span, outcome: PromiseSettledResult<unknown> | undefined): void {
  if (outcome?.status === 'rejected') {
    span.fail(outcome.reason);
  }
  span.end();
}

function deliveriesOf({ Attributes }: Message): number {
  return Number(Attributes?.ApproximateReceiveCount ?? 1);
}
