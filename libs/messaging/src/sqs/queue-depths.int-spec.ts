import { ReceiveMessageCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { Metrics } from '@app/platform';
import { closedPort } from '../../test/closed-port';
import { configOf, OwnQueues } from '../../test/own-queues';
import { createSqsClient } from './create-sqs-client';
import { deadLetterQueueUrlOf, queueNames, queueUrlOf } from './queue-name';
import { QueueDepths } from './queue-depths';

let queues: OwnQueues;
let metrics: Metrics;

beforeEach(() => {
  queues = new OwnQueues();
  metrics = new Metrics();
});
afterEach(() => queues.delete());

async function told(): Promise<string[]> {
  return (await metrics.text()).split('\n').filter((line) => /^(queue_|dead_|metrics_source_up)/.test(line));
}

async function send(QueueUrl: string, ...bodies: string[]): Promise<void> {
  for (const MessageBody of bodies) {
    await queues.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody }));
  }
}

it('tells what lies on each queue, in somebody’s hands, put off, and among its dead letters', async () => {
  await queues.create('', '-dlq', '-events', '-events-dlq');
  const { config } = queues;
  await send(queueUrlOf(queueNames.orders, config), 'one', 'two', 'three');
  await send(deadLetterQueueUrlOf(queueNames.events, config), 'poison');
  await queues.sqs.send(new SendMessageCommand({ QueueUrl: queueUrlOf(queueNames.events, config), MessageBody: 'again', DelaySeconds: 900 }));
  await queues.sqs.send(new ReceiveMessageCommand({ QueueUrl: queueUrlOf(queueNames.orders, config) }));
  new QueueDepths(queues.sqs, config, metrics);
  expect(await told()).toEqual([
    'metrics_source_up{source="queues"} 1',
    'queue_messages_visible{queue="orders"} 2',
    'queue_messages_visible{queue="events"} 0',
    'queue_messages_visible{queue="handlers"} 0',
    'queue_messages_in_flight{queue="orders"} 1',
    'queue_messages_in_flight{queue="events"} 0',
    'queue_messages_in_flight{queue="handlers"} 0',
    'queue_messages_delayed{queue="orders"} 0',
    'queue_messages_delayed{queue="events"} 1',
    'queue_messages_delayed{queue="handlers"} 0',
    'dead_letters{queue="orders"} 0',
    'dead_letters{queue="events"} 1',
    'dead_letters{queue="handlers"} 0',
  ]);
});

it('tells of nothing on queues that nobody has created yet', async () => {
  new QueueDepths(queues.sqs, queues.config, metrics);
  expect(await told()).toContain('dead_letters{queue="orders"} 0');
});

it('tells nothing while SQS is away, and that it is', async () => {
  const config = configOf({ AWS_ENDPOINT_URL_SQS: `http://127.0.0.1:${await closedPort()}` });
  new QueueDepths(createSqsClient(config), config, metrics);
  expect(await told()).toEqual(['metrics_source_up{source="queues"} 0']);
});
