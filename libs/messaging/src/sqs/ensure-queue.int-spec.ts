import { GetQueueAttributesCommand, SetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import { OwnQueues } from '../../test/own-queues';
import { queueNameIn, redriveTargetOf } from './ensure-queue';

let queues: OwnQueues;

beforeEach(() => {
  queues = new OwnQueues();
});
afterEach(() => queues.delete());

describe('ensuring a queue', () => {
  it('creates it with a dead-letter queue that takes what failed too often', async () => {
    await queues.ensure(5);
    expect(await queues.names()).toEqual([queues.name, `${queues.name}-dlq`]);
    await expect(redriveTargetOf(queues.sqs, queues.config.SQS_QUEUE_URL)).resolves.toBe(`${queues.name}-dlq`);
    const { RedrivePolicy = '{}' } = await attributesOf(queues.config.SQS_QUEUE_URL);
    const { QueueArn } = await attributesOf(`${queues.config.SQS_QUEUE_URL}-dlq`);
    const { deadLetterTargetArn, maxReceiveCount } = JSON.parse(RedrivePolicy) as Record<string, unknown>;
    expect([deadLetterTargetArn, Number(maxReceiveCount)]).toEqual([QueueArn, 5]);
  });

  it('keeps dead letters longer than messages, which keep their age', async () => {
    await queues.ensure(5);
    const { MessageRetentionPeriod: kept } = await attributesOf(queues.config.SQS_QUEUE_URL);
    const { MessageRetentionPeriod: keptDead } = await attributesOf(`${queues.config.SQS_QUEUE_URL}-dlq`);
    expect(Number(keptDead)).toBeGreaterThan(Number(kept));
  });

  it('leaves one that is there as its owner made it', async () => {
    await queues.ensure(5);
    await queues.sqs.send(
      new SetQueueAttributesCommand({ QueueUrl: queues.config.SQS_QUEUE_URL, Attributes: { VisibilityTimeout: '77' } }),
    );
    await queues.ensure(9);
    const { VisibilityTimeout, RedrivePolicy } = await attributesOf(queues.config.SQS_QUEUE_URL);
    expect(VisibilityTimeout).toBe('77');
    expect(RedrivePolicy).toMatch(/"maxReceiveCount":"?5/);
  });

  it('uses a dead-letter queue that is there already', async () => {
    await queues.create('-dlq');
    await queues.ensure(5);
    expect(await queues.names()).toEqual([queues.name, `${queues.name}-dlq`]);
  });

  it('says of each of the two whether it was made', async () => {
    await queues.create('-dlq');
    const { name } = queues;
    const url = expect.stringMatching(`/000000000000/${name}$`) as string;
    expect(await queues.ensure(5)).toMatchObject([{ name: `${name}-dlq`, isNew: false }, { name, isNew: true, url }]);
    expect(await queues.ensure(5)).toMatchObject([{ isNew: false }, { isNew: false }]);
  });

  it('may be done by several processes at once', async () => {
    await Promise.all(Array.from({ length: 5 }, () => queues.ensure(5)));
    expect(await queues.names()).toEqual([queues.name, `${queues.name}-dlq`]);
  });
});

describe("a queue's name", () => {
  it.each([
    ['https://sqs.eu-central-1.amazonaws.com/123456789012/orders', 'orders'],
    ['http://127.0.0.1:4566/000000000000/orders-events', 'orders-events'],
  ])('is the last part of %s', (url, name) => {
    expect(queueNameIn(url)).toBe(name);
  });
});

async function attributesOf(QueueUrl: string): Promise<Record<string, string>> {
  const { Attributes = {} } = await queues.sqs.send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }),
  );
  return Attributes;
}
