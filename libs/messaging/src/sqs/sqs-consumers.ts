import { Injectable, Logger, OnApplicationBootstrap, OnModuleDestroy } from '@nestjs/common';
import { SqsService } from '@ssut/nestjs-sqs';
import { Consumer } from 'sqs-consumer';
import { ConsumerGate, GateClosed } from './consumer-gate';
import { ConsumerNeeds } from './consumer-needs';
import { EnsureQueues } from './ensure-queues';
import { SqsConsumerNames } from './sqs-consumer-names';

/**
 * Looks after the consumers that nestjs-sqs starts: refuses to start without a handler for each queue, begins
 * when the whole app is ready, listens to every error (an unheard one would end the process), and at shutdown
 * waits for the messages in hand.
 */
@Injectable()
export class SqsConsumers implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(SqsConsumers.name);

  constructor(
    private readonly sqs: SqsService,
    private readonly gate: ConsumerGate,
    private readonly expected: SqsConsumerNames,
    private readonly ensureQueues: EnsureQueues,
    private readonly needs: ConsumerNeeds,
  ) {}

  onApplicationBootstrap(): void {
    const orphans = this.expected.names.filter((name) => !this.sqs.consumers.has(name));
    if (orphans.length > 0) {
      throw new Error(`No @SqsMessageHandler for: ${orphans.join(', ')}. Is its class a provider?`);
    }
    this.sqs.consumers.forEach(({ instance }, name) => this.listen(name, instance));
    void this.ensureQueues.execute().then(() => this.gate.release(() => this.needs.answer()));
  }

  async onModuleDestroy(): Promise<void> {
    this.gate.close();
    await Promise.all([...this.sqs.consumers.values()].map(({ instance }) => stopped(instance)));
  }

  private listen(name: string, consumer: Consumer): void {
    const failed = (error: Error) => {
      if (GateClosed.isBehind(error)) {
        return;
      }
      this.gate.failed(name);
      this.logger.error({ queue: name }, `A message or a receive failed: ${error.message}`, error);
      if (isMissingQueue(error)) {
        void this.ensureQueues.execute();
      }
    };
    consumer.on('error', failed);
    consumer.on('processing_error', failed);
    consumer.on('timeout_error', failed);
    consumer.on('empty', () => this.gate.succeeded(name));
    consumer.on('message_processed', () => this.gate.succeeded(name));
  }
}

/** An emulator that was restarted has forgotten its queues. */
function isMissingQueue(error: Error): boolean {
  return (error as { code?: string }).code === 'QueueDoesNotExist';
}

function stopped(consumer: Consumer): Promise<void> {
  if (!consumer.status.isRunning) {
    return Promise.resolve();
  }
  return new Promise((resolve) => {
    consumer.once('stopped', () => resolve());
    consumer.stop();
  });
}
