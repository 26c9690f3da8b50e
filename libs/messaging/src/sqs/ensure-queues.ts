import { SQSClient } from '@aws-sdk/client-sqs';
import { Injectable, Logger, OnModuleDestroy } from '@nestjs/common';
import { Config } from '@app/platform';
import { ensureQueue } from './ensure-queue';
import { maxReceiveCount, queueUrlOf } from './queue-name';
import { SqsConsumerNames } from './sqs-consumer-names';

const retryMs = 5000;

/** Creates the queues this process consumes if they are missing; keeps trying, since the app serves without them. */
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
      for (const name of this.consumed.names) {
        await ensureQueue(this.sqs, queueUrlOf(name, this.config), maxReceiveCount);
      }
    } catch (error) {
      this.logger.warn(`The queues could not be ensured, trying again: ${String(error)}`);
      clearTimeout(this.timer);
      this.timer = setTimeout(() => void this.execute(), retryMs);
    }
  }
}
