import { GetQueueAttributesCommand, SetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import { OwnQueues } from '../../test/own-queues';
import { queueNameIn, faultOf } from './ensure-queue';

let queues: OwnQueues;

beforeEach(() => {
  queues = new OwnQueues();
});
afterEach(() => queues.delete());

describe('ensuring a queue', () => {
  it('creates it with a dead-letter queue that takes what failed too often', async () => {
    await queues.ensure(5);
    expect(await queues.names()).toEqual([queues.name, `${queues.name}-dlq`]);
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

  it('finds nothing wrong with what it made, and says what is with what others made', async () => {
    await queues.ensure(5);
    const url = queues.config.SQS_QUEUE_URL;
    const fault = () => faultOf(queues.sqs, { name: queues.name, url, isNew: false }, 5);
    const set = (QueueUrl: string, Attributes: Record<string, string>) => queues.sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes }));
    await expect(fault()).resolves.toBeUndefined();
    await set(`${url}-dlq`, { MessageRetentionPeriod: '86400' });
    await expect(fault()).resolves.toContain('for longer than');
    const { QueueArn } = await attributesOf(`${url}-dlq`);
    await set(url, { RedrivePolicy: JSON.stringify({ deadLetterTargetArn: QueueArn, maxReceiveCount: 3 }) });
    await expect(fault()).resolves.toContain('set maxReceiveCount to 5');
    await queues.delete();
    queues = new OwnQueues();
    await queues.create('', '-dlq');
    await expect(faultOf(queues.sqs, { name: queues.name, url: queues.config.SQS_QUEUE_URL, isNew: false }, 5)).resolves.toContain('no redrive policy');
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
