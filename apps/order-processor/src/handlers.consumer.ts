import { Message } from '@aws-sdk/client-sqs';
import { Injectable, Logger } from '@nestjs/common';
import { HandlerCall, parseHandlerCall } from '@app/contracts';
import { BatchHandler, DeadLetters, HandlerCalls, queueNames, startEventSpan } from '@app/messaging';
import { Traces } from '@app/platform';
import { SqsMessageHandler } from '@ssut/nestjs-sqs';
import { FailurePolicy } from './failure.policy';
import { pauseAfter } from './handler-pause';
import { OrderEventHandlers } from './order-event-handlers';

/**
 * Calls of a shop's own handlers in. Each is tried again for itself: a call that failed goes back to the queue as a new
 * message, since SQS counts how often it hands one out, and soon takes it for poison.
 */
@Injectable()
export class HandlersConsumer implements BatchHandler {
  private readonly logger = new Logger(HandlersConsumer.name);

  constructor(
    private readonly handlers: OrderEventHandlers,
    private readonly calls: HandlerCalls,
    private readonly deadLetters: DeadLetters,
    private readonly failurePolicy: FailurePolicy,
    private readonly traces: Traces,
  ) {}

  /** Acknowledges the calls that ended, are to be made later, or are among the dead letters. The others come back by themselves. */
  @SqsMessageHandler(queueNames.handlers, true)
  async handle(messages: Message[]): Promise<Message[]> {
    const outcomes = await Promise.allSettled(messages.map((message) => this.settle(message)));
    outcomes.forEach((outcome) => {
      if (outcome.status === 'rejected') {
        this.logger.error("The call of a handler could not be put off, and comes back when its message's time is over", outcome.reason);
      }
    });
    return messages.filter((_, index) => outcomes[index]?.status === 'fulfilled');
  }

  private async settle(message: Message): Promise<void> {
    let call: HandlerCall;
    try {
      call = parseHandlerCall(message.Body);
    } catch (error) {
      return this.deadLetters.bury(queueNames.handlers, message, reasonOf(error));
    }
    const { span, event } = startEventSpan(this.traces, 'process', queueNames.handlers, call.event, { handler: call.handler });
    try {
      await this.handlers.tell(call.handler, event);
    } catch (error) {
      span.fail(error);
      await this.putOff(call, error);
    } finally {
      span.end();
    }
  }

  private async putOff({ handler, event, failures }: HandlerCall, error: unknown): Promise<void> {
    const now = new Date();
    const { count, since } = failures ?? { count: 0, since: now.toISOString() };
    const soFar = { count: count + 1, since };
    const pauseSeconds = this.isHopeless(error) ? undefined : pauseAfter(soFar, now, Math.random());
    const log = { handler, eventId: event.id, requestId: event.correlationId, failures: soFar.count, pauseSeconds };
    if (pauseSeconds === undefined) {
      // Without its failures: sent back by an administrator, it has all its time again.
      await this.deadLetters.bury(queueNames.handlers, { Body: JSON.stringify({ handler, event }) }, reasonOf(error));
      this.logger.error(log, 'The call of a handler went to the dead letters', error);
    } else {
      await this.calls.add({ handler, event, failures: soFar }, pauseSeconds);
      this.logger.warn(log, `A handler failed and is called again: ${reasonOf(error)}`);
    }
  }

  private isHopeless(error: unknown): boolean {
    return this.failurePolicy.verdictOn(error, 1) === 'dead-letter';
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
