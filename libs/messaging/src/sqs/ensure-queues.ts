import { SQSClient } from '@aws-sdk/client-sqs';
import { Injectable, Logger, OnModuleDestroy } from '@nestjs/common';
import { Config } from '@app/platform';
import { EnsuredQueue, ensureQueue, faultOf } from './ensure-queue';
import { maxReceiveCount, QueueName, queueUrlOf } from './queue-name';
import { SqsConsumerNames } from './sqs-consumer-names';

const retryMs = 5000;

/** Creates queues that are missing: at start those this process consumes; keeps trying those, since the app serves without them. */
@Injectable()
export class EnsureQueues implements OnModuleDestroy {
  private readonly logger = new Logger(EnsureQueues.name);
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly sqs: SQSClient,
    private readonly config: Config,
    private readonly consumed: SqsConsumerNames,
  ) {}

  onModuleDestroy(): void {
    clearTimeout(this.timer);
  }

  /** Resolves after the first try, whatever became of it. */
  async execute(): Promise<void> {
    try {
      for await (const { name, isNew } of this.each(this.consumed.names)) {
        if (isNew) {
          this.logger.log(`The queue ${name} was created`);
        }
      }
    } catch (error) {
      this.logger.warn(`The queues could not be ensured, trying again: ${String(error)}`);
      clearTimeout(this.timer);
      this.timer = setTimeout(() => void this.execute(), retryMs);
    }
  }

  /** Each of these queues, behind its dead-letter queue, as soon as it is there. What SQS answers but success is thrown as it is. */
  async *each(names: readonly QueueName[]): AsyncGenerator<EnsuredQueue> {
    for (const name of names) {
      yield* ensureQueue(this.sqs, queueUrlOf(name, this.config), maxReceiveCount);
    }
  }

  /** What is wrong with a queue that somebody else made, in words; nothing where messages are safe on it. */
  faultOf(queue: EnsuredQueue): Promise<string | undefined> {
    return faultOf(this.sqs, queue, maxReceiveCount);
  }
}
