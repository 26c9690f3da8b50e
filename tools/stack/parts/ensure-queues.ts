import { CreateQueueCommand, GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';

const DAY_SECONDS = 24 * 60 * 60;

/** Creates the queue of placed orders, the one of events, and a dead-letter queue for each, where missing. */
export async function ensureQueues(client: SQSClient, queueUrl: string): Promise<void> {
  const orders = new URL(queueUrl).pathname.split('/').at(-1) ?? '';
  await ensureQueue(client, orders, 5);
  await ensureQueue(client, `${orders}-events`, 8);
}

async function ensureQueue(client: SQSClient, name: string, maxReceiveCount: number): Promise<void> {
  const { QueueUrl } = await client.send(
    new CreateQueueCommand({
      QueueName: `${name}-dlq`,
      Attributes: { MessageRetentionPeriod: String(14 * DAY_SECONDS) },
    }),
  );
  const { Attributes } = await client.send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] }),
  );
  await client.send(
    new CreateQueueCommand({
      QueueName: name,
      Attributes: {
        VisibilityTimeout: '60',
        MessageRetentionPeriod: String(4 * DAY_SECONDS),
        RedrivePolicy: JSON.stringify({ deadLetterTargetArn: Attributes?.QueueArn, maxReceiveCount }),
      },
    }),
  );
}
