import { GetQueueAttributesCommand, QueueAttributeName, QueueDoesNotExist, SQSClient } from '@aws-sdk/client-sqs';
import { Injectable } from '@nestjs/common';
import { Config, GaugeReading, Metrics } from '@app/platform';
import { deadLetterQueueUrlOf, QueueName, queueNames, queueUrlOf } from './queue-name';

const longestRequestMs = 2000;

interface Depth {
  readonly visible: number;
  readonly inFlight: number;
  readonly delayed: number;
}

const nothing: Depth = { visible: 0, inFlight: 0, delayed: 0 };
const counters: Readonly<Record<keyof Depth, QueueAttributeName>> = {
  visible: 'ApproximateNumberOfMessages',
  inFlight: 'ApproximateNumberOfMessagesNotVisible',
  delayed: 'ApproximateNumberOfMessagesDelayed',
};

/** How many messages lie in the queues, about, as SQS tells; it does not tell their age. Two requests a queue and reading. */
@Injectable()
export class QueueDepths {
  constructor(
    private readonly sqs: SQSClient,
    private readonly config: Config,
    metrics: Metrics,
  ) {
    metrics.readFrom({
      source: 'queues',
      gauges: [
        { name: 'queue_messages_visible', help: 'Messages that wait for a receiver, about.' },
        { name: 'queue_messages_in_flight', help: 'Messages in the hands of a receiver, or put back for a while, about.' },
        { name: 'queue_messages_delayed', help: 'Messages that nobody is to receive yet, about: calls of handlers, to be made again.' },
        { name: 'dead_letters', help: 'Messages in the dead-letter queue of a queue, about.' },
      ],
      read: async () => (await Promise.all(Object.values(queueNames).map((queue) => this.depthsOf(queue)))).flat(),
    });
  }

  private async depthsOf(queue: QueueName): Promise<GaugeReading[]> {
    const [own, dead] = await Promise.all([
      this.depthOf(queueUrlOf(queue, this.config)),
      this.depthOf(deadLetterQueueUrlOf(queue, this.config)),
    ]);
    const labels = { queue };
    return [
      { name: 'queue_messages_visible', labels, value: own.visible },
      { name: 'queue_messages_in_flight', labels, value: own.inFlight },
      { name: 'queue_messages_delayed', labels, value: own.delayed },
      { name: 'dead_letters', labels, value: dead.visible + dead.inFlight },
    ];
  }

  /** A queue that was not created yet holds nothing. */
  private async depthOf(QueueUrl: string): Promise<Depth> {
    try {
      const command = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: Object.values(counters) });
      const { Attributes = {} } = await this.sqs.send(command, { abortSignal: AbortSignal.timeout(longestRequestMs) });
      const counted = (name: QueueAttributeName) => Number(Attributes[name] ?? 0);
      return { visible: counted(counters.visible), inFlight: counted(counters.inFlight), delayed: counted(counters.delayed) };
    } catch (error) {
      if (error instanceof QueueDoesNotExist) {
        return nothing;
      }
      throw error;
    }
  }
}
