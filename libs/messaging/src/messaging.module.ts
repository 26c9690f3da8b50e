import { SQSClient } from '@aws-sdk/client-sqs';
import { DynamicModule, Module, ModuleMetadata, Type } from '@nestjs/common';
import { Config, ConfigModule, HealthProbe, MetricsModule, TracingModule } from '@app/platform';
import { SqsModule } from '@ssut/nestjs-sqs';
import { EventPublisher } from './outbox/event-publisher';
import { ConsumerNeeds } from './sqs/consumer-needs';
import { ConsumersProbe } from './sqs/consumers.probe';
import { Crews } from './sqs/crews';
import { DeadLetterOffice } from './sqs/dead-letter-office';
import { DeadLetters } from './sqs/dead-letters';
import { EnsureQueues } from './sqs/ensure-queues';
import { HandlerCalls } from './sqs/handler-calls';
import { QueueDepths } from './sqs/queue-depths';
import { QueueName } from './sqs/queue-name';
import { SqsClientModule } from './sqs/sqs-client.module';
import { SqsConsumerNames } from './sqs/sqs-consumer-names';
import { SqsConsumers } from './sqs/sqs-consumers';
import { SqsEventPublisher } from './sqs/sqs-event-publisher';
import { sqsOptions } from './sqs/sqs-options';

export interface MessagingOptions {
  /** The queues this process handles with `@SqsMessageHandler`. Default: none, it only sends. */
  consumes?: readonly QueueName[];
  /** How many receive from each of them; all but the first come as providers, from `moreReceivers`. Default: one. */
  receivers?: number;
  /** What its handlers cannot work without: after a failure no message is taken before all of it answers. */
  needs?: readonly Type<HealthProbe>[];
  /** Where the modules live that those probes need. */
  imports?: ModuleMetadata['imports'];
}

const exported = [EventPublisher, DeadLetters, DeadLetterOffice, EnsureQueues, ConsumersProbe, HandlerCalls];

/** Events between the apps over SQS. */
@Module({})
export class MessagingModule {
  /** Called once by an app, in its composition root. */
  static register({ consumes = [], receivers = 1, needs = [], imports = [] }: MessagingOptions = {}): DynamicModule {
    const consumed = new SqsConsumerNames(consumes, receivers);
    return {
      module: MessagingModule,
      imports: [
        ConfigModule,
        MetricsModule,
        TracingModule,
        SqsClientModule,
        ...imports,
        SqsModule.registerAsync({
          imports: [ConfigModule, SqsClientModule],
          inject: [Config, SQSClient, Crews],
          useFactory: (config: Config, sqs: SQSClient, crews: Crews) => sqsOptions(consumed, config, sqs, crews),
        }),
      ],
      providers: [
        { provide: EventPublisher, useClass: SqsEventPublisher },
        { provide: SqsConsumerNames, useValue: consumed },
        ...needs,
        {
          provide: ConsumerNeeds,
          inject: [...needs],
          useFactory: (...probes: HealthProbe[]) => new ConsumerNeeds(...probes),
        },
        SqsConsumers,
        EnsureQueues,
        DeadLetters,
        DeadLetterOffice,
        ConsumersProbe,
        HandlerCalls,
        QueueDepths,
      ],
      exports: [...exported, SqsConsumerNames, SqsClientModule, ConfigModule],
    };
  }
}
