import { ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { TestingModule } from '@nestjs/testing';
import { Config } from '@app/platform';
import { OrderEvent, parseOrderEvents } from '@app/contracts';
import { anEvent, someEvents } from '../../test/an-event';
import { closedPort } from '../../test/closed-port';
import { ForgetfulSqs } from '../../test/forgetful-sqs';
import { buildMessaging } from '../../test/open-messaging';
import { configOf, OwnQueues } from '../../test/own-queues';
import { EventPublisher } from '../outbox/event-publisher';

let modules: TestingModule[];

beforeEach(() => {
  modules = [];
});
afterEach(() => Promise.all(modules.map((module) => module.close())));

describe('publishing events', () => {
  let queues: OwnQueues;

  beforeEach(async () => {
    queues = new OwnQueues();
    await queues.create('', '-events');
  });
  afterEach(() => queues.delete());

  it('brings placed orders to the orders queue and everything else to the events queue', async () => {
    const [placed, confirmed, rejected] = [anEvent(), anEvent('order.confirmed'), anEvent('order.rejected')];
    const accepted = await publish(queues.config, [confirmed, placed, rejected]);
    expect(idsOf(accepted)).toEqual(idsOf([placed, confirmed, rejected]));
    expect(await eventsOn(queues.config.SQS_QUEUE_URL)).toEqual([placed]);
    expect(idsOf(await eventsOn(queues.config.eventsQueueUrl))).toEqual(idsOf([confirmed, rejected]));
  });

  it('brings more than fit in one request', async () => {
    const events = someEvents(23);
    await expect(publish(queues.config, events)).resolves.toHaveLength(23);
    expect(idsOf(await eventsOn(queues.config.SQS_QUEUE_URL))).toEqual(idsOf(events));
  });

  it('lets many share messages, so that no flood of requests brings them', async () => {
    const events = someEvents(1100);
    await expect(publish(queues.config, events)).resolves.toHaveLength(1100);
    const messages = await queues.drain(queues.config.SQS_QUEUE_URL);
    expect(messages).toHaveLength(44);
    expect(idsOf(messages.flatMap(({ Body = '' }) => parseOrderEvents(Body)))).toEqual(idsOf(events));
  });

  it.each(['order.placed', 'order.confirmed'] as const)('has caught up as long as few messages such as %s wait', async (type) => {
    const publisher = await open(queues.config);
    await Promise.all(someEvents(99, type).map((event) => publisher.publish([event])));
    await expect(publisher.hasCaughtUp()).resolves.toBe(true);
    await publisher.publish(someEvents(1, type));
    await expect(publisher.hasCaughtUp()).resolves.toBe(false);
  });

  it('has caught up however many messages are in the hands of consumers', async () => {
    const publisher = await open(queues.config);
    await Promise.all(someEvents(100).map((event) => publisher.publish([event])));
    await queues.sqs.send(new ReceiveMessageCommand({ QueueUrl: queues.config.SQS_QUEUE_URL, MaxNumberOfMessages: 10 }));
    await expect(publisher.hasCaughtUp()).resolves.toBe(true);
  });

  it('of nothing does nothing', async () => {
    await expect(publish(queues.config, [])).resolves.toEqual([]);
  });

  it('answers what one queue took when the other is missing', async () => {
    const half = new OwnQueues();
    await half.create('');
    const [placed, confirmed] = [anEvent(), anEvent('order.confirmed')];
    await expect(publish(half.config, [placed, confirmed])).resolves.toEqual([placed]);
    await half.delete();
  });

  async function eventsOn(url: string): Promise<OrderEvent[]> {
    return (await queues.drain(url)).flatMap(({ Body = '' }) => parseOrderEvents(Body));
  }
});

describe('publishing to a queue that', () => {
  it('refuses one entry answers only those that it took', async () => {
    const events = someEvents(12);
    const [refused] = events.slice(3);
    const sqs = new ForgetfulSqs([refused?.id ?? '']);
    const accepted = await publish(configOf({ AWS_ENDPOINT_URL_SQS: await sqs.start() }), events);
    expect(idsOf(accepted)).toEqual([...sqs.taken].sort());
    expect(idsOf(accepted)).toEqual(idsOf(events.filter((event) => event !== refused)));
    await sqs.stop();
  });

  it('is away answers that none arrived, and fails nobody', async () => {
    const config = configOf({ AWS_ENDPOINT_URL_SQS: `http://127.0.0.1:${await closedPort()}` });
    await expect(publish(config, someEvents(2))).resolves.toEqual([]);
  });
});

async function publish(config: Config, events: OrderEvent[]): Promise<OrderEvent[]> {
  return (await open(config)).publish(events);
}

async function open(config: Config): Promise<EventPublisher> {
  const module = await buildMessaging(config, {});
  await module.init();
  modules.push(module);
  return module.get(EventPublisher);
}

function idsOf(events: readonly OrderEvent[]): string[] {
  return events.map(({ id }) => id).sort();
}
