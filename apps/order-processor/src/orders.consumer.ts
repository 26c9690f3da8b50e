import { Message } from '@aws-sdk/client-sqs';
import { Injectable, Logger } from '@nestjs/common';
import { DomainError } from '@app/contracts';
import { Outbox, queueNames } from '@app/messaging';
import { withRequestId } from '@app/platform';
import { SqsMessageHandler } from '@ssut/nestjs-sqs';
import { DecideOrders } from './decide-orders';
import { FailurePolicy } from './failure.policy';
import { ReadOrderEvents, ReceivedEvent } from './read-order-events';

/** Placed orders in, decisions out. */
@Injectable()
export class OrdersConsumer {
  private readonly logger = new Logger(OrdersConsumer.name);

  constructor(
    private readonly read: ReadOrderEvents,
    private readonly decideOrders: DecideOrders,
    private readonly failurePolicy: FailurePolicy,
    private readonly outbox: Outbox,
  ) {}

  /** Acknowledges what it returns; the rest comes back later, the whole batch when it throws. */
  @SqsMessageHandler(queueNames.orders, true)
  async handle(messages: Message[]): Promise<Message[]> {
    const { events, done } = await this.read.from(queueNames.orders, messages);
    try {
      return [...done, ...(await this.settled(events))];
    } catch (error) {
      // What is among the dead letters already must not be put there again.
      if (done.length > 0) {
        return done;
      }
      throw error;
    }
  }

  /** Those that need not come back. An order that cannot be decided must not hold up those that came with it. */
  private async settled(received: readonly ReceivedEvent[]): Promise<Message[]> {
    try {
      const unknown = await this.decide(received);
      await Promise.all(unknown.map((one) => this.giveUp(one, orderUnknown(one))));
      return received.map(({ message }) => message);
    } catch (error) {
      if (this.failurePolicy.isOutage(error)) {
        throw error;
      }
      const [only, ...others] = received;
      return only && others.length === 0 ? this.giveUp(only, error) : this.settledOneByOne(received);
    }
  }

  private async settledOneByOne(received: readonly ReceivedEvent[]): Promise<Message[]> {
    const settled: Message[] = [];
    for (const one of received) {
      try {
        settled.push(...(await this.settled([one])));
      } catch (error) {
        // What fails now comes back by itself, and so does what would only fail after it.
        if (this.failurePolicy.isOutage(error)) {
          break;
        }
      }
    }
    return settled;
  }

  private async giveUp({ message, event }: ReceivedEvent, error: unknown): Promise<Message[]> {
    this.logger.error({ orderId: event.data.orderId }, 'An order could not be decided', error);
    await this.read.settle(queueNames.orders, message, error);
    await this.outbox.abandoned(event);
    return [message];
  }

  /** Resolves to those whose order does not exist. */
  private async decide(received: readonly ReceivedEvent[]): Promise<readonly ReceivedEvent[]> {
    if (received.length === 0) {
      return [];
    }
    const undecided = received.map(({ event }) => ({ orderId: event.data.orderId, requestId: event.correlationId }));
    const { decided, unknown } = await this.decideOrders.execute(undecided);
    for (const { id, status, timeline } of decided) {
      withRequestId(timeline.at(-1)?.requestId ?? id, () => this.logger.log({ orderId: id, status }, 'Order decided'));
    }
    return received.filter(({ event }) => unknown.includes(event.data.orderId));
  }
}

function orderUnknown({ event }: ReceivedEvent): DomainError {
  return new DomainError({ kind: 'not_found', code: 'order_not_found', message: `There is no order ${event.data.orderId}.` });
}
