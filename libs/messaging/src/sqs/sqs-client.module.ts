import { SQSClient } from '@aws-sdk/client-sqs';
import { Module } from '@nestjs/common';
import { Config, ConfigModule, MetricsModule } from '@app/platform';
import { ConsumerGate } from './consumer-gate';
import { createSqsClient } from './create-sqs-client';
import { Crews } from './crews';

/** The one SQS client of a process, and the gate that the crews of its queues pass. */
@Module({
  imports: [ConfigModule, MetricsModule],
  providers: [{ provide: SQSClient, useFactory: createSqsClient, inject: [Config] }, ConsumerGate, Crews],
  exports: [SQSClient, ConsumerGate, Crews],
})
export class SqsClientModule {}
