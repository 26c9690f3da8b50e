import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { Injectable } from '@nestjs/common';
import { Config, HealthProbe } from '@app/platform';
import { queueNames, queueUrlOf } from './queue-name';
import { SqsConsumerNames } from './sqs-consumer-names';

/** Whether the orders queue answers. A process that only sends can go on without: the outbox keeps what it cannot send. */
@Injectable()
export class QueueProbe extends HealthProbe {
  override readonly name = 'queue';

  constructor(
    private readonly sqs: SQSClient,
    private readonly config: Config,
    private readonly consumed: SqsConsumerNames,
  ) {
    super();
  }

  override get isRequired(): boolean {
    return this.consumed.names.length > 0;
  }

  override async check(): Promise<void> {
    const QueueUrl = queueUrlOf(queueNames.orders, this.config);
    await this.sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] }));
  }
}
