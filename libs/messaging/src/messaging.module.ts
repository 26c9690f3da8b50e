import { SQSClient } from '@aws-sdk/client-sqs';
import { DynamicModule, Module } from '@nestjs/common';
import { Config, ConfigModule } from '@app/platform';
import { SqsModule } from '@ssut/nestjs-sqs';
import { EventPublisher } from './outbox/event-publisher';
import { ConsumerGate } from './sqs/consumer-gate';
import { DeadLetters } from './sqs/dead-letters';
import { EnsureQueues } from './sqs/ensure-queues';
import { QueueName } from './sqs/queue-name';
import { SqsClientModule } from './sqs/sqs-client.module';
import { SqsConsumerNames } from './sqs/sqs-consumer-names';
import { SqsConsumers } from './sqs/sqs-consumers';
import { SqsEventPublisher } from './sqs/sqs-event-publisher';
import { sqsOptions } from './sqs/sqs-options';

export interface MessagingOptions {
  /** The queues this process handles with `@SqsMessageHandler`. Default: none, it only sends. */
  consumes?: readonly QueueName[];
}

/** Events between the apps over SQS. */
@Module({})
export class MessagingModule {
  /** Called once by an app, in its composition root. */
  static register({ consumes = [] }: MessagingOptions = {}): DynamicModule {
    return {
      module: MessagingModule,
      imports: [
        ConfigModule,
        SqsClientModule,
        SqsModule.registerAsync({
          imports: [ConfigModule, SqsClientModule],
          inject: [Config, SQSClient, ConsumerGate],
          useFactory: (config: Config, sqs: SQSClient, gate: ConsumerGate) => sqsOptions(consumes, config, sqs, gate),
        }),
      ],
      providers: [
        { provide: EventPublisher, useClass: SqsEventPublisher },
        { provide: SqsConsumerNames, useValue: new SqsConsumerNames(consumes) },
        SqsConsumers,
        EnsureQueues,
        DeadLetters,
      ],
      exports: [EventPublisher, DeadLetters, SqsConsumerNames, SqsClientModule, ConfigModule],
    };
  }
}
