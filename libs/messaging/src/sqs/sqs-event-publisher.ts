import { GetQueueAttributesCommand, QueueAttributeName, SQSClient } from '@aws-sdk/client-sqs';
import { Injectable, Logger } from '@nestjs/common';
import { OrderEvent } from '@app/contracts';
import { Config, inChunks, Traces } from '@app/platform';
import { SqsService } from '@ssut/nestjs-sqs';
import { EventPublisher } from '../outbox/event-publisher';
import { EventInHand, startEventSpan } from '../tracing/event-span';
import { isRefusedBy } from './partly-sent';
import { queueNames, queueUrlOf } from './queue-name';

/** What SQS takes in one request. */
const entriesPerRequest = 10;
/** Events beyond this number share messages. */
const fewMessages = 20;
/** Small enough for one pair of hands, and far below SQS's limit on a message. */
const largestParcel = 25;
/** Fewer messages than this are dealt with within seconds. */
const shortQueue = 100;

/** The queues that events go to. */
const destinations = [queueNames.orders, queueNames.events] as const;
type Destination = (typeof destinations)[number];

/** The events of one message. */
type Parcel = readonly OrderEvent[];

/**
 * Placed orders go to the orders queue, everything else to the events queue; ten messages in a request, and under load
 * several events in a message: a request to SQS costs more than all else that is done for an order.
 */
@Injectable()
export class SqsEventPublisher extends EventPublisher {
  private readonly logger = new Logger(SqsEventPublisher.name);

  constructor(
    private readonly sqs: SqsService,
    private readonly client: SQSClient,
    private readonly config: Config,
    private readonly traces: Traces,
  ) {
    super();
  }

  override async publish(events: readonly OrderEvent[]): Promise<OrderEvent[]> {
    const requests = destinations.flatMap((queue) =>
      inChunks(entriesPerRequest, parcelsOf(events.filter((event) => queueOf(event) === queue))).map((parcels) => ({ queue, parcels })),
    );
    const accepted = await Promise.all(requests.map(({ queue, parcels }) => this.send(queue, parcels)));
    return accepted.flat(2);
  }

  override async hasCaughtUp(): Promise<boolean> {
    const waiting = await Promise.all(destinations.map((queue) => this.waitingOn(queue)));
    return waiting.every((count) => count < shortQueue);
  }

  /** Those in somebody's hands are not counted: many processes always have some. */
  private async waitingOn(queue: Destination): Promise<number> {
    const QueueUrl = queueUrlOf(queue, this.config);
    const AttributeNames: QueueAttributeName[] = ['ApproximateNumberOfMessages'];
    const { Attributes } = await this.client.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames }));
    return Number(Attributes?.ApproximateNumberOfMessages ?? 0);
  }

  private async send(queue: Destination, parcels: Parcel[]): Promise<Parcel[]> {
    const inHand = parcels.map((events) => events.map((event) => startEventSpan(this.traces, 'send', queue, event)));
    try {
      await this.sqs.send(queue, inHand.map(messageOf));
      return parcels;
    } catch (error) {
      this.logger.warn({ queue }, `Events could not be sent, trying again later: ${String(error)}`);
      inHand.flat().forEach(({ span }) => span.fail(error));
      return parcels.filter((events) => !isRefusedBy(error, idOf(events)));
    } finally {
      inHand.flat().forEach(({ span }) => span.end());
    }
  }
}

function queueOf({ type }: OrderEvent): Destination {
  return type === 'order.placed' ? queueNames.orders : queueNames.events;
}

/** A few travel alone, each in a message; the more there are, the more share one. */
function parcelsOf(events: OrderEvent[]): Parcel[] {
  return inChunks(Math.min(largestParcel, Math.ceil(events.length / fewMessages)), events);
}

function messageOf(parcel: readonly EventInHand[]): { id: string; body: unknown } {
  const events = parcel.map(({ event }) => event);
  return { id: idOf(events), body: events.length === 1 ? events[0] : events };
}

function idOf([first]: Parcel): string {
  return first?.id ?? '';
}
