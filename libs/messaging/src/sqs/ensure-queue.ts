import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  QueueDoesNotExist,
  SQSClient,
} from '@aws-sdk/client-sqs';

const days = 24 * 3600;

/**
 * Makes sure that a standard queue and its dead-letter queue (the same name with `-dlq`) exist.
 * A queue that is already there is left as it is.
 *
 * @param maxReceiveCount deliveries of a message before SQS moves it to the dead-letter queue
 */
export async function ensureQueue(sqs: SQSClient, queueUrl: string, maxReceiveCount: number): Promise<void> {
  const name = queueNameIn(queueUrl);
  const deadLetterUrl = (await findQueue(sqs, `${name}-dlq`)) ?? (await createDeadLetterQueue(sqs, `${name}-dlq`));
  if (await findQueue(sqs, name)) {
    return;
  }
  const { Attributes } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl: deadLetterUrl, AttributeNames: ['QueueArn'] }),
  );
  await sqs.send(
    new CreateQueueCommand({
      QueueName: name,
      Attributes: {
        VisibilityTimeout: '60',
        MessageRetentionPeriod: String(4 * days),
        RedrivePolicy: JSON.stringify({ deadLetterTargetArn: Attributes?.QueueArn, maxReceiveCount }),
      },
    }),
  );
}

/** The queue's name in its URL: the last part of the path. */
export function queueNameIn(queueUrl: string): string {
  return new URL(queueUrl).pathname.split('/').at(-1) ?? '';
}

/** A moved message keeps its age, so the dead-letter queue must keep messages longer than the queue itself. */
async function createDeadLetterQueue(sqs: SQSClient, name: string): Promise<string | undefined> {
  const { QueueUrl } = await sqs.send(
    new CreateQueueCommand({ QueueName: name, Attributes: { MessageRetentionPeriod: String(14 * days) } }),
  );
  return QueueUrl;
}

async function findQueue(sqs: SQSClient, name: string): Promise<string | undefined> {
  try {
    const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: name }));
    return QueueUrl;
  } catch (error) {
    if (error instanceof QueueDoesNotExist) {
      return undefined;
    }
    throw error;
  }
}
