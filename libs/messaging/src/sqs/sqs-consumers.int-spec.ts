import { DeleteQueueCommand, GetQueueAttributesCommand, Message, SendMessageCommand } from '@aws-sdk/client-sqs';
import { BeforeApplicationShutdown, Injectable } from '@nestjs/common';
import { TestingModule } from '@nestjs/testing';
import { SqsMessageHandler } from '@ssut/nestjs-sqs';
import { anEvent } from '../../test/an-event';
import { eventually } from '../../../../test/support/eventually';
import { buildMessaging } from '../../test/open-messaging';
import { OwnQueues } from '../../test/own-queues';
import { EventPublisher } from '../outbox/event-publisher';
import { DeadLetters } from './dead-letters';
import { queueNames } from './queue-name';

/** Takes messages as long as the test lets it work. */
@Injectable()
class SlowHandler implements BeforeApplicationShutdown {
  readonly begun: string[] = [];
  readonly finished: string[] = [];
  finishedWhenDestroyed: string[] = [];
  private finish: () => void = () => undefined;
  private readonly allowed = new Promise<void>((resolve) => (this.finish = resolve));

  @SqsMessageHandler(queueNames.orders, true)
  async handle(messages: Message[]): Promise<Message[]> {
    this.begun.push(...messages.map(({ Body = '' }) => Body));
    await this.allowed;
    this.finished.push(...messages.map(({ Body = '' }) => Body));
    return messages;
  }

  letFinish(): void {
    this.finish();
  }

  /** Comes once every module is destroyed: the database goes away next. */
  beforeApplicationShutdown(): void {
    this.finishedWhenDestroyed = [...this.finished];
  }
}

let queues: OwnQueues;
let messaging: TestingModule;

beforeEach(() => {
  queues = new OwnQueues();
});
afterEach(() => queues.delete());

describe('consuming a queue', () => {
  it('without a handler for it is refused at boot, naming it', async () => {
    messaging = await buildMessaging(queues.config, { consumes: [queueNames.orders, queueNames.events] }, SlowHandler);
    await expect(messaging.init()).rejects.toThrow('No @SqsMessageHandler for: events');
  });

  it('that is not there yet creates it, and then takes its messages', async () => {
    const handler = await started();
    handler.letFinish();
    await eventually(() => send('hello'));
    await eventually(async () => expect(handler.finished).toEqual(['hello']));
    expect(await queues.names()).toEqual([queues.name, `${queues.name}-dlq`]);
    await messaging.close();
  });

  it('acknowledges what the handler returns', async () => {
    const handler = await started();
    handler.letFinish();
    await eventually(() => send('hello'));
    await eventually(async () => expect(handler.finished).toEqual(['hello']));
    await messaging.close();
    expect(await queues.drain(queues.config.SQS_QUEUE_URL)).toEqual([]);
  });

  it('goes on after the queue was gone, and creates it anew', async () => {
    const handler = await started();
    handler.letFinish();
    await eventually(() => send('before'));
    await eventually(async () => expect(handler.finished).toEqual(['before']));
    await queues.sqs.send(new DeleteQueueCommand({ QueueUrl: queues.config.SQS_QUEUE_URL }));
    await eventually(() => send('after'));
    await eventually(async () => expect(handler.finished).toEqual(['before', 'after']));
    await messaging.close();
  });

  it('lets the handler in hand finish at shutdown, and acknowledges its messages', async () => {
    const handler = await started();
    await eventually(() => send('in hand'));
    await eventually(async () => expect(handler.begun).toEqual(['in hand']));
    const closed = messaging.close();
    setImmediate(() => handler.letFinish());
    await closed;
    expect(handler.finishedWhenDestroyed).toEqual(['in hand']);
    expect(await inFlight()).toBe('0');
  });
});

describe('a process that only sends', () => {
  it('starts without handlers, and without queues', async () => {
    messaging = await buildMessaging(queues.config, {});
    await messaging.init();
    await expect(messaging.get(EventPublisher).publish([anEvent()])).resolves.toEqual([]);
    await messaging.close();
  });
});

describe('burying a message', () => {
  it('puts it among the dead letters, with the reason', async () => {
    await queues.create('-dlq');
    messaging = await buildMessaging(queues.config, {});
    await messaging.get(DeadLetters).bury(queueNames.orders, { Body: 'gibberish' }, 'It is not JSON.');
    await messaging.get(DeadLetters).bury(queueNames.orders, { Body: '' }, 'x'.repeat(5000));
    const letters = await queues.drain(`${queues.config.SQS_QUEUE_URL}-dlq`);
    const reasons = new Map(letters.map(({ Body, MessageAttributes }) => [Body, MessageAttributes?.reason?.StringValue]));
    expect(reasons.get('gibberish')).toBe('It is not JSON.');
    expect(reasons.get('(empty)')).toBe('x'.repeat(1000));
    await messaging.close();
  });

  it('fails when it cannot, so that nobody acknowledges it', async () => {
    messaging = await buildMessaging(queues.config, {});
    await expect(messaging.get(DeadLetters).bury(queueNames.orders, { Body: 'gibberish' }, 'No.')).rejects.toThrow();
    await messaging.close();
  });
});

async function started(): Promise<SlowHandler> {
  messaging = await buildMessaging(queues.config, { consumes: [queueNames.orders] }, SlowHandler);
  await messaging.init();
  return messaging.get(SlowHandler);
}

async function send(MessageBody: string): Promise<void> {
  await queues.sqs.send(new SendMessageCommand({ QueueUrl: queues.config.SQS_QUEUE_URL, MessageBody }));
}

async function inFlight(): Promise<string | undefined> {
  const { Attributes } = await queues.sqs.send(
    new GetQueueAttributesCommand({
      QueueUrl: queues.config.SQS_QUEUE_URL,
      AttributeNames: ['ApproximateNumberOfMessagesNotVisible'],
    }),
  );
  return Attributes?.ApproximateNumberOfMessagesNotVisible;
}
