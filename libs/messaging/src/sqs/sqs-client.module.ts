import { SQSClient } from '@aws-sdk/client-sqs';
import { Module } from '@nestjs/common';
import { Config, ConfigModule } from '@app/platform';
import { ConsumerGate } from './consumer-gate';
import { createSqsClient } from './create-sqs-client';

/** The one SQS client of a process, and the gate its consumers pass. */
@Module({
  imports: [ConfigModule],
  providers: [{ provide: SQSClient, useFactory: createSqsClient, inject: [Config] }, ConsumerGate],
  exports: [SQSClient, ConsumerGate],
})
export class SqsClientModule {}
