import { GetQueueAttributesCommand, QueueAttributeName, SQSClient } from '@aws-sdk/client-sqs';
import { Injectable, Logger } from '@nestjs/common';
import { OrderEvent } from '@app/contracts';
import { Config } from '@app/platform';
import { SqsService } from '@ssut/nestjs-sqs';
import { EventPublisher } from '../outbox/event-publisher';
import { QueueName, queueNames, queueUrlOf } from './queue-name';

/** What SQS takes in one request. */
const entriesPerRequest = 10;
/** Fewer messages than this are dealt with within seconds. */
const shortQueue = 100;

/** Placed orders go to the orders queue, everything else to the events queue, ten in a request. */
@Injectable()
export class SqsEventPublisher extends EventPublisher {
  private readonly logger = new Logger(SqsEventPublisher.name);

  constructor(
    private readonly sqs: SqsService,
    private readonly client: SQSClient,
    private readonly config: Config,
  ) {
    super();
  }

  override async publish(events: readonly OrderEvent[]): Promise<OrderEvent[]> {
    const requests = Object.values(queueNames).flatMap((queue) =>
      inRequests(events.filter((event) => queueOf(event) === queue)).map((entries) => ({ queue, entries })),
    );
    const accepted = await Promise.all(requests.map(({ queue, entries }) => this.send(queue, entries)));
    return accepted.flat();
  }

  override async hasCaughtUp(): Promise<boolean> {
    const waiting = await Promise.all(Object.values(queueNames).map((queue) => this.waitingOn(queue)));
    return waiting.every((count) => count < shortQueue);
  }

  /** Those in somebody's hands are not counted: many processes always have some. */
  private async waitingOn(queue: QueueName): Promise<number> {
    const QueueUrl = queueUrlOf(queue, this.config);
    const AttributeNames: QueueAttributeName[] = ['ApproximateNumberOfMessages'];
    const { Attributes } = await this.client.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames }));
    return Number(Attributes?.ApproximateNumberOfMessages ?? 0);
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
