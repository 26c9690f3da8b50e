import { Injectable, Logger, OnApplicationBootstrap, OnModuleDestroy } from '@nestjs/common';
import { SqsService } from '@ssut/nestjs-sqs';
import { Consumer } from 'sqs-consumer';
import { GateClosed } from './consumer-gate';
import { ConsumerNeeds } from './consumer-needs';
import { Crew } from './crew';
import { Crews } from './crews';
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
    private readonly crews: Crews,
    private readonly expected: SqsConsumerNames,
    private readonly ensureQueues: EnsureQueues,
    private readonly needs: ConsumerNeeds,
  ) {}

  onApplicationBootstrap(): void {
    const receivers = this.expected.names.flatMap((queue) => this.expected.receiversOf(queue).map((name) => ({ queue, name })));
    const orphans = receivers.map(({ name }) => name).filter((name) => !this.sqs.consumers.has(name));
    if (orphans.length > 0) {
      throw new Error(`No @SqsMessageHandler for: ${orphans.join(', ')}. Is its class a provider?`);
    }
    for (const { queue, name } of receivers) {
      this.listen(name, this.crews.of(queue), this.sqs.consumers.get(name)?.instance);
    }
    void this.ensureQueues.execute().then(() => this.crews.release(() => this.needs.answer()));
  }

  async onModuleDestroy(): Promise<void> {
    this.crews.close();
    await Promise.all([...this.sqs.consumers.values()].map(({ instance }) => stopped(instance)));
  }

  private listen(name: string, crew: Crew, consumer?: Consumer): void {
    const failed = (error: Error) => {
      if (GateClosed.isBehind(error)) {
        return;
      }
      crew.failed(name);
      this.logger.error({ receiver: name }, `A message or a receive failed: ${error.message}`, error);
      if (isMissingQueue(error)) {
        void this.ensureQueues.execute();
      }
    };
    consumer?.on('error', failed);
    consumer?.on('processing_error', failed);
    consumer?.on('timeout_error', failed);
    consumer?.on('empty', () => {
      crew.succeeded();
      crew.brought(name, 0);
    });
    consumer?.on('message_received', countingPerReceive((messages) => crew.brought(name, messages)));
    consumer?.on('message_processed', () => crew.succeeded());
  }
}

/** What one receive brought is emitted message by message, in one go. */
function countingPerReceive(report: (messages: number) => void): () => void {
  let messages = 0;
  return () => {
    messages += 1;
    if (messages === 1) {
      queueMicrotask(() => {
        report(messages);
        messages = 0;
      });
    }
  };
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
