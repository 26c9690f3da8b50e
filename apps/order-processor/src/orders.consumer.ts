import { Message } from '@aws-sdk/client-sqs';
import { Injectable, Logger } from '@nestjs/common';
import { queueNames } from '@app/messaging';
import { withRequestId } from '@app/platform';
import { SqsMessageHandler } from '@ssut/nestjs-sqs';
import { DecideOrders } from './decide-orders';
import { ReadOrderEvents } from './read-order-events';

/** Placed orders in, decisions out. */
@Injectable()
export class OrdersConsumer {
  private readonly logger = new Logger(OrdersConsumer.name);

  constructor(
    private readonly read: ReadOrderEvents,
    private readonly decideOrders: DecideOrders,
  ) {}

  /** Acknowledges what it returns; the rest comes back later, the whole batch when it throws. */
  @SqsMessageHandler(queueNames.orders, true)
  async handle(messages: Message[]): Promise<Message[]> {
    const { events, done } = await this.read.from(queueNames.orders, messages);
    const undecided = events.map(({ event }) => ({ orderId: event.data.orderId, requestId: event.correlationId }));
    const decided = undecided.length > 0 ? await this.decideOrders.execute(undecided) : [];
    for (const { id, status, timeline } of decided) {
      withRequestId(timeline.at(-1)?.requestId ?? id, () => this.logger.log({ orderId: id, status }, 'Order decided'));
    }
    return [...done, ...events.map(({ message }) => message)];
  }
}
