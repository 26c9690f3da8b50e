import { SQSClient } from '@aws-sdk/client-sqs';
import { Injectable, Logger, OnApplicationBootstrap, OnModuleDestroy } from '@nestjs/common';
import { Config } from '@app/platform';
import { ensureQueue } from './ensure-queue';
import { maxReceiveCount, queueUrlOf } from './queue-name';
import { SqsConsumerNames } from './sqs-consumer-names';

const retryMs = 5000;

/** Creates the queues this process consumes if they are missing; keeps trying, since the app serves without them. */
@Injectable()
export class EnsureQueues implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(EnsureQueues.name);
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly sqs: SQSClient,
    private readonly config: Config,
    private readonly consumed: SqsConsumerNames,
  ) {}

  onApplicationBootstrap(): void {
    void this.ensure();
  }

  onModuleDestroy(): void {
    clearTimeout(this.timer);
  }

  private async ensure(): Promise<void> {
    try {
      for (const name of this.consumed.names) {
        await ensureQueue(this.sqs, queueUrlOf(name, this.config), maxReceiveCount[name]);
      }
    } catch (error) {
      this.logger.warn(`The queues could not be ensured, trying again: ${String(error)}`);
      this.timer = setTimeout(() => void this.ensure(), retryMs);
    }
  }
}
