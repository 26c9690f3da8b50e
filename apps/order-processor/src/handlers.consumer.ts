import { Message } from '@aws-sdk/client-sqs';
import { BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import { HandlerCall, parseHandlerCall } from '@app/contracts';
import { BatchHandler, DeadLetters, HandlerCalls, queueNames, startEventSpan } from '@app/messaging';
import { atMost, Traces } from '@app/platform';
import { SqsMessageHandler } from '@ssut/nestjs-sqs';
import { FailurePolicy } from './failure.policy';
import { pauseAfter, pauseOfBusy } from './handler-pause';
import { OrderEventHandlers } from './order-event-handlers';

/** How long a receiver waits for the calls that it brought: twenty of them bring a thousand a second, however slow one handler is. */
const briskMs = 200;
const longestStopMs = 2000;

/**
 * Calls of a shop's own handlers in. Each is tried again for itself: a call that failed goes back to the queue as a new
 * message, since SQS counts how often it hands one out, and soon takes it for poison. A call that takes its time holds up
 * no receiver, so that a handler that does not answer leaves all others alone.
 */
@Injectable()
export class HandlersConsumer implements BatchHandler, BeforeApplicationShutdown {
  private readonly logger = new Logger(HandlersConsumer.name);
  private readonly inHand = new Set<Promise<unknown>>();

  constructor(
    private readonly handlers: OrderEventHandlers,
    private readonly calls: HandlerCalls,
    private readonly deadLetters: DeadLetters,
    private readonly failurePolicy: FailurePolicy,
    private readonly traces: Traces,
  ) {}

  /**
   * Acknowledges the calls that ended, are to be made later, or are among the dead letters: by its answer those of the first
   * moment, the others one by one. What is not acknowledged comes back by itself.
   */
  @SqsMessageHandler(queueNames.handlers, true)
  async handle(messages: Message[]): Promise<Message[]> {
    const brisk = new Set<Message>();
    let isAwaited = true;
    const settled = async (message: Message) => {
      await this.settle(message);
      if (isAwaited) {
        brisk.add(message);
      } else {
        await this.calls.acknowledge(message);
      }
    };
    await atMost(briskMs, this.keepInHand(messages.map((message) => settled(message).catch((error) => this.leave(error)))));
    isAwaited = false;
    return messages.filter((message) => brisk.has(message));
  }

  /** A moment for those that take their time. What does not end in it is called again. */
  async beforeApplicationShutdown(): Promise<void> {
    await atMost(longestStopMs, Promise.all(this.inHand));
  }

  private async keepInHand(work: readonly Promise<void>[]): Promise<void> {
    const all = Promise.all(work);
    this.inHand.add(all);
    await all;
    this.inHand.delete(all);
  }

  private leave(error: unknown): void {
    this.logger.error("The call of a handler could not be settled, and comes back when its message's time is over", error);
  }

  private async settle(message: Message): Promise<void> {
    let call: HandlerCall;
    try {
      call = parseHandlerCall(message.Body);
    } catch (error) {
      return this.deadLetters.bury(queueNames.handlers, message, reasonOf(error));
    }
    if (this.handlers.isBusy(call.handler)) {
      return this.calls.add(call, pauseOfBusy(this.handlers.putOff(call.handler), Math.random()));
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
