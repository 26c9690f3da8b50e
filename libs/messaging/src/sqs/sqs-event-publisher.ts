import { Injectable, Logger } from '@nestjs/common';
import { OrderEvent } from '@app/contracts';
import { SqsService } from '@ssut/nestjs-sqs';
import { EventPublisher } from '../outbox/event-publisher';
import { QueueName, queueNames } from './queue-name';

/** What SQS takes in one request. */
const entriesPerRequest = 10;

/** Placed orders go to the orders queue, everything else to the events queue, ten in a request. */
@Injectable()
export class SqsEventPublisher extends EventPublisher {
  private readonly logger = new Logger(SqsEventPublisher.name);

  constructor(private readonly sqs: SqsService) {
    super();
  }

  override async publish(events: readonly OrderEvent[]): Promise<OrderEvent[]> {
    const requests = Object.values(queueNames).flatMap((queue) =>
      inRequests(events.filter((event) => queueOf(event) === queue)).map((entries) => ({ queue, entries })),
    );
    const accepted = await Promise.all(requests.map(({ queue, entries }) => this.send(queue, entries)));
    return accepted.flat();
  }

  private async send(queue: QueueName, events: OrderEvent[]): Promise<OrderEvent[]> {
    try {
      await this.sqs.send(queue, events.map((event) => ({ id: event.id, body: event })));
      return events;
    } catch (error) {
      this.logger.warn({ queue }, `Events could not be sent, trying again later: ${String(error)}`);
      return events.filter(({ id }) => !failedIds(error, events).includes(id));
    }
  }
}

function queueOf({ type }: OrderEvent): QueueName {
  return type === 'order.placed' ? queueNames.orders : queueNames.events;
}

function inRequests(events: OrderEvent[]): OrderEvent[][] {
  const count = Math.ceil(events.length / entriesPerRequest);
  return Array.from({ length: count }, (_, i) => events.slice(i * entriesPerRequest, (i + 1) * entriesPerRequest));
}

/** sqs-producer names the entries a queue refused; any other error means that none arrived for certain. */
function failedIds(error: unknown, events: OrderEvent[]): string[] {
  const { failedMessages } = error as { failedMessages?: string[] };
  return failedMessages ?? events.map(({ id }) => id);
}
