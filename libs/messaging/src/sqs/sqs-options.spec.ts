import { Message, SQSClient } from '@aws-sdk/client-sqs';
import { configOf } from '../../test/own-queues';
import { Crews } from './crews';
import { queueNames } from './queue-name';
import { SqsConsumerNames } from './sqs-consumer-names';
import { sqsOptions } from './sqs-options';

it('a message whose handling failed comes back sooner, but never one of a call that may still be under way', () => {
  const consumed = new SqsConsumerNames(Object.values(queueNames), 1);
  const { consumers = [] } = sqsOptions(consumed, configOf({}), {} as SQSClient, {} as Crews);
  const comesBack = consumers.map(({ terminateVisibilityTimeout: after }) => (typeof after === 'function' ? after([{} as Message]) : after));
  expect(comesBack).toEqual([expect.any(Number), expect.any(Number), false]);
});
