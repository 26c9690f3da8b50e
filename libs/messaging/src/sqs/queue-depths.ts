import { GetQueueAttributesCommand, QueueDoesNotExist, SQSClient } from '@aws-sdk/client-sqs';
import { Injectable } from '@nestjs/common';
import { Config, GaugeReading, Metrics } from '@app/platform';
import { deadLetterQueueUrlOf, QueueName, queueNames, queueUrlOf } from './queue-name';

const longestRequestMs = 2000;

interface Depth {
  readonly visible: number;
  readonly inFlight: number;
}

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
      { name: 'dead_letters', labels, value: dead.visible + dead.inFlight },
    ];
  }

  /** A queue that was not created yet holds nothing. */
  private async depthOf(QueueUrl: string): Promise<Depth> {
    try {
      const { Attributes } = await this.sqs.send(
        new GetQueueAttributesCommand({
          QueueUrl,
          AttributeNames: ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'],
        }),
        { abortSignal: AbortSignal.timeout(longestRequestMs) },
      );
      const { ApproximateNumberOfMessages, ApproximateNumberOfMessagesNotVisible } = Attributes ?? {};
      return { visible: Number(ApproximateNumberOfMessages ?? 0), inFlight: Number(ApproximateNumberOfMessagesNotVisible ?? 0) };
    } catch (error) {
      if (error instanceof QueueDoesNotExist) {
        return { visible: 0, inFlight: 0 };
      }
      throw error;
    }
  }
}
