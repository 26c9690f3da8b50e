import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  QueueAttributeName,
  QueueDoesNotExist,
  SQSClient,
} from '@aws-sdk/client-sqs';

const days = 24 * 3600;
/** A moved message keeps its age, so the dead-letter queue must keep messages longer than the queue itself. */
const deadLetterAttributes = { MessageRetentionPeriod: String(14 * days) };

/** A queue that is there now. */
export interface EnsuredQueue {
  readonly name: string;
  /** As SQS gives it: with the account that it is in. */
  readonly url: string;
  /** Whether it was made; it had been there otherwise. */
  readonly isNew: boolean;
}

/**
 * Makes sure that a standard queue and its dead-letter queue (the same name with `-dlq`) exist; gives the dead-letter
 * queue first. A queue that is already there is left as it is.
 *
 * @param maxReceiveCount deliveries of a message before SQS moves it to the dead-letter queue
 */
export async function* ensureQueue(sqs: SQSClient, queueUrl: string, maxReceiveCount: number): AsyncGenerator<EnsuredQueue> {
  const name = queueNameIn(queueUrl);
  const deadLetters = await ensureOne(sqs, `${name}-dlq`, () => deadLetterAttributes);
  yield deadLetters;
  yield ensureOne(sqs, name, async () => ({
    VisibilityTimeout: '60',
    MessageRetentionPeriod: String(4 * days),
    RedrivePolicy: JSON.stringify({ deadLetterTargetArn: await arnOf(sqs, deadLetters.url), maxReceiveCount }),
  }));
}

/** The queue's name in its URL: the last part of the path. */
export function queueNameIn(queueUrl: string): string {
  return new URL(queueUrl).pathname.split('/').at(-1) ?? '';
}

async function ensureOne(
  sqs: SQSClient,
  name: string,
  attributes: () => Record<string, string> | Promise<Record<string, string>>,
): Promise<EnsuredQueue> {
  const found = await findQueue(sqs, name);
  if (found) {
    return { name, url: found, isNew: false };
  }
  const { QueueUrl = '' } = await sqs.send(new CreateQueueCommand({ QueueName: name, Attributes: await attributes() }));
  return { name, url: QueueUrl, isNew: true };
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

async function arnOf(sqs: SQSClient, queueUrl: string): Promise<string | undefined> {
  return (await attributesOf(sqs, queueUrl, 'QueueArn')).QueueArn;
}

async function attributesOf(sqs: SQSClient, QueueUrl: string, ...AttributeNames: QueueAttributeName[]): Promise<Partial<Record<string, string>>> {
  const { Attributes = {} } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames }));
  return Attributes;
}

/**
 * What is wrong with a queue that somebody else made, and what to do about it; nothing where it keeps messages as one that
 * `ensureQueue` makes.
 */
export async function faultOf(sqs: SQSClient, { name, url }: EnsuredQueue, leastReceives: number): Promise<string | undefined> {
  const own = await attributesOf(sqs, url, 'RedrivePolicy', 'MessageRetentionPeriod');
  const policy = JSON.parse(own.RedrivePolicy ?? '{}') as { deadLetterTargetArn?: string; maxReceiveCount?: number | string };
  // The last part of an ARN is the queue's name.
  if (policy.deadLetterTargetArn?.split(':').at(-1) !== `${name}-dlq`) {
    return `has no redrive policy to ${name}-dlq: set one`;
  }
  if (Number(policy.maxReceiveCount) < leastReceives) {
    return `gives a message up after ${policy.maxReceiveCount} deliveries, which an outage uses up: set maxReceiveCount to ${leastReceives}`;
  }
  const dead = await attributesOf(sqs, `${url}-dlq`, 'MessageRetentionPeriod');
  if (Number(dead.MessageRetentionPeriod) <= Number(own.MessageRetentionPeriod)) {
    return `has dead letters that SQS deletes before anybody saw them: let ${name}-dlq keep messages for longer than ${name} does, 14 and 4 days`;
  }
  return undefined;
}
