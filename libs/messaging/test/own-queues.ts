import { randomUUID } from 'node:crypto';
import {
  CreateQueueCommand,
  DeleteQueueCommand,
  GetQueueAttributesCommand,
  ListQueuesCommand,
  Message,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { Config, parseConfig } from '@app/platform';
import { createSqsClient } from '../src/sqs/create-sqs-client';
import { EnsuredQueue, ensureQueue } from '../src/sqs/ensure-queue';

/** Queues of a name of their own, on the SQS that the tests share. */
export class OwnQueues {
  readonly name = `test-${randomUUID()}`;
  readonly config: Config;
  readonly sqs: SQSClient;

  constructor(variables: Record<string, string> = {}) {
    this.config = configOf({ SQS_QUEUE_URL: `${process.env.AWS_ENDPOINT_URL_SQS}/000000000000/${this.name}`, ...variables });
    this.sqs = createSqsClient(this.config);
  }

  /** Creates `<name><suffix>` for each suffix, without dead-letter queues. */
  async create(...suffixes: string[]): Promise<void> {
    for (const suffix of suffixes) {
      await this.sqs.send(new CreateQueueCommand({ QueueName: `${this.name}${suffix}` }));
    }
  }

  /** The orders queue with its dead-letter queue, as the product makes them. */
  async ensure(maxReceiveCount: number): Promise<EnsuredQueue[]> {
    const ensured: EnsuredQueue[] = [];
    for await (const queue of ensureQueue(this.sqs, this.config.SQS_QUEUE_URL, maxReceiveCount)) {
      ensured.push(queue);
    }
    return ensured;
  }

  /** Everything that lies on the queue right now. */
  async drain(queueUrl: string): Promise<Message[]> {
    const { Messages = [] } = await this.sqs.send(
      new ReceiveMessageCommand({ QueueUrl: queueUrl, MaxNumberOfMessages: 10, MessageAttributeNames: ['All'] }),
    );
    return Messages.length === 0 ? [] : [...Messages, ...(await this.drain(queueUrl))];
  }

  /** How many messages the queue keeps, those in somebody's hands included. */
  async count(queueUrl: string): Promise<number> {
    const { Attributes = {} } = await this.sqs.send(
      new GetQueueAttributesCommand({
        QueueUrl: queueUrl,
        AttributeNames: ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'],
      }),
    );
    return Object.values(Attributes).reduce((sum, count) => sum + Number(count), 0);
  }

  async names(): Promise<string[]> {
    const { QueueUrls = [] } = await this.sqs.send(new ListQueuesCommand({ QueueNamePrefix: this.name }));
    return QueueUrls.map((url) => url.split('/').at(-1) ?? '').sort();
  }

  async delete(): Promise<void> {
    const { QueueUrls = [] } = await this.sqs.send(new ListQueuesCommand({ QueueNamePrefix: this.name }));
    for (const QueueUrl of QueueUrls) {
      await this.sqs.send(new DeleteQueueCommand({ QueueUrl }));
    }
    this.sqs.destroy();
  }
}

/** A whole configuration, with what a test cares about replaced. */
export function configOf(variables: Record<string, string | undefined>): Config {
  return parseConfig({
    MONGO_URI: 'mongodb://127.0.0.1:1/nowhere',
    JWT_SECRET: 'a secret that is long enough for a test',
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY: 'local',
    AWS_SECRET_KEY: 'local',
    AWS_ENDPOINT_URL_SQS: process.env.AWS_ENDPOINT_URL_SQS,
    SQS_QUEUE_URL: 'http://127.0.0.1:1/queue/orders',
    SES_EMAIL: 'shop@example.com',
    ...variables,
  });
}
