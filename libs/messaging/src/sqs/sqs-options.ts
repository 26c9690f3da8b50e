import { Message, SQSClient } from '@aws-sdk/client-sqs';
import { Config } from '@app/platform';
import { SqsOptions } from '@ssut/nestjs-sqs/dist/sqs.types';
import { createSqsClient, receiveWaitSeconds } from './create-sqs-client';
import { Crews } from './crews';
import { QueueName, queueNames, queueUrlOf } from './queue-name';
import { SqsConsumerNames } from './sqs-consumer-names';

const visibilitySeconds = 60;
const firstRetrySeconds = 5;
const longestRetrySeconds = 900;

/** How this process consumes and produces, in the terms of nestjs-sqs. */
export function sqsOptions(consumed: SqsConsumerNames, config: Config, sqs: SQSClient, crews: Crews): SqsOptions {
  // One attempt a receive: the gate decides when to ask again.
  const receiving = createSqsClient(config, 1);
  const receiver = (queue: QueueName, name: string) => ({
    name,
    queueUrl: queueUrlOf(queue, config),
    sqs: receiving,
    batchSize: 10,
    waitTimeSeconds: receiveWaitSeconds,
    visibilityTimeout: visibilitySeconds,
    messageSystemAttributeNames: ['ApproximateReceiveCount' as const],
    // A call of a handler may still be under way when acknowledging those beside it fails: it must not be shown to others.
    terminateVisibilityTimeout: queue === queueNames.handlers ? false : retryDelaySeconds,
    pollingCompleteWaitTimeMs: (receiveWaitSeconds + 3) * 1000,
    preReceiveMessageCallback: () => crews.of(queue).pass(name),
  });
  return {
    consumers: consumed.names.flatMap((queue) => consumed.receiversOf(queue).map((name) => receiver(queue, name))),
    producers: Object.values(queueNames).map((name) => ({ name, queueUrl: queueUrlOf(name, config), sqs })),
  };
}

/** A failed message comes back after 5 s, then 10, 20 …: a short outage must not use up its deliveries. */
function retryDelaySeconds(messages: Message[]): number {
  const receives = Math.max(...messages.map(({ Attributes }) => Number(Attributes?.ApproximateReceiveCount ?? 1)));
  const longest = Math.min(longestRetrySeconds, firstRetrySeconds * 2 ** (receives - 1));
  return Math.ceil(longest * (0.5 + Math.random() / 2));
}
