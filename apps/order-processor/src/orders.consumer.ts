import { Message } from '@aws-sdk/client-sqs';
import { Injectable, Logger } from '@nestjs/common';
import { DomainError, OrderEvent } from '@app/contracts';
import { Outbox, queueNames } from '@app/messaging';
import { Coalescer } from '@app/platform';
import { SqsMessageHandler } from '@ssut/nestjs-sqs';
import { DecideOrders, Decisions, UndecidedOrder } from './decide-orders';
import { FailurePolicy } from './failure.policy';
import { NotifySubscribers } from './notify-subscribers';
import { endedMessages, ReadOrderEvents, ReceivedEvent } from './read-order-events';

/**
 * Orders of one transaction: enough to make a commit cheap, few enough not to keep hot products from others for long.
 * If as many wait again, they are read while these are decided.
 */
const batches = { largest: 300, atOnce: 2, patienceSeconds: 120 };

/** Placed orders in, decisions out. What several receivers bring at the same time is decided together. */
@Injectable()
export class OrdersConsumer {
  private readonly logger = new Logger(OrdersConsumer.name);
  private readonly decisions = new Coalescer((received: readonly ReceivedEvent[]) => this.settle(received), batches);

  constructor(
    private readonly read: ReadOrderEvents,
    private readonly decideOrders: DecideOrders,
    private readonly failurePolicy: FailurePolicy,
    private readonly outbox: Outbox,
    private readonly notifySubscribers: NotifySubscribers,
  ) {}

  /** Acknowledges what it returns; the rest comes back later. Throws when one reason kept all of them from being settled. */
  @SqsMessageHandler(queueNames.orders, true)
  async handle(messages: Message[]): Promise<Message[]> {
    const { events, done } = await this.read.from(queueNames.orders, messages);
    const outcomes = await Promise.allSettled(events.map((received) => this.decisions.add(received)));
    const settled = endedMessages(events, outcomes);
    const [reason, ...otherReasons] = new Set(outcomes.flatMap((one) => (one.status === 'rejected' ? [one.reason] : [])));
    if (reason && otherReasons.length + settled.length + done.length === 0) {
      throw reason;
    }
    return [...done, ...settled];
  }

  /** For each what keeps it from being settled, if anything. An order that cannot be decided must not hold up those that came with it. */
  private async settle(received: readonly ReceivedEvent[]): Promise<(Error | undefined)[]> {
    try {
      const { unknown, failed } = await this.decide(received);
      return Promise.all(
        received.map((one) => {
          const { orderId } = one.event.data;
          const reason = unknown.includes(orderId) ? orderUnknown(one) : failed.get(orderId);
          return reason ? this.giveUp(one, reason) : this.tell(one);
        }),
      );
    } catch (error) {
      const [only] = received;
      if (this.failurePolicy.isOutage(error)) {
        return received.map(() => asError(error));
      }
      return only && received.length === 1 ? [await this.giveUp(only, error)] : this.settleInHalves(received);
    }
  }

  private async settleInHalves(received: readonly ReceivedEvent[]): Promise<(Error | undefined)[]> {
    const middle = Math.ceil(received.length / 2);
    const first = await this.settle(received.slice(0, middle));
    // What fails now comes back by itself, and so does what would only fail after it.
    const outage = first.find((error) => this.failurePolicy.isOutage(error));
    const rest = received.slice(middle);
    return [...first, ...(outage ? rest.map(() => outage) : await this.settle(rest))];
  }

  private async giveUp(received: ReceivedEvent, error: unknown): Promise<Error | undefined> {
    const { data, correlationId: requestId } = received.event;
    this.logger.error({ orderId: data.orderId, requestId }, 'An order could not be decided', error);
    try {
      await this.read.settleEvent(queueNames.orders, received, error);
      await this.outbox.abandoned(received.event);
      return undefined;
    } catch (failure) {
      return asError(failure);
    }
  }

  /** The order is decided, whatever happens here: its message comes back until its webhooks are on record and its handlers' calls on their queue. */
  private async tell({ event }: ReceivedEvent): Promise<Error | undefined> {
    try {
      await this.notifySubscribers.record(event);
      await this.notifySubscribers.call(event);
      return undefined;
    } catch (error) {
      return asError(error);
    }
  }

  private async decide(received: readonly ReceivedEvent[]): Promise<Decisions> {
    const undecided = received.map(({ event }) => undecidedOf(event));
    const decisions = await this.decideOrders.execute(undecided);
    for (const { id: orderId, status, timeline } of decisions.decided) {
      this.logger.log({ orderId, status, requestId: timeline.at(-1)?.requestId }, 'Order decided');
    }
    return decisions;
  }
}

function undecidedOf({ correlationId: requestId, traceparent, data: { orderId } }: OrderEvent): UndecidedOrder {
  return { orderId, requestId, ...(traceparent !== undefined && { traceparent }) };
}

function orderUnknown({ event }: ReceivedEvent): DomainError {
  return new DomainError({ kind: 'not_found', code: 'order_not_found', message: `There is no order ${event.data.orderId}.` });
}

function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}
