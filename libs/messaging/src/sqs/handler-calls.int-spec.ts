import { Message } from '@aws-sdk/client-sqs';
import { TestingModule } from '@nestjs/testing';
import { HandlerCall, parseHandlerCall } from '@app/contracts';
import { Config } from '@app/platform';
import { SqsService } from '@ssut/nestjs-sqs';
import { anEvent } from '../../test/an-event';
import { closedPort } from '../../test/closed-port';
import { buildMessaging } from '../../test/open-messaging';
import { configOf, OwnQueues } from '../../test/own-queues';
import { HandlerCalls } from './handler-calls';

const aCall = (): HandlerCall => ({ handler: 'Courier.book', event: anEvent('order.confirmed') });

describe('calls of handlers', () => {
  let queues: OwnQueues;
  let module: TestingModule;

  beforeEach(async () => {
    queues = new OwnQueues();
    await queues.create('-handlers');
    module = await open(queues.config);
  });
  afterEach(async () => {
    await module.close();
    await queues.delete();
  });

  it('come to the queue of the handlers, however many there are at once', async () => {
    const calls = Array.from({ length: 23 }, aCall);
    await Promise.all(calls.map((call) => module.get(HandlerCalls).add(call)));
    const messages = await queues.drain(queues.config.handlersQueueUrl);
    const found = messages.map(({ Body }) => parseHandlerCall(Body));
    expect(found).toHaveLength(23);
    expect(found).toEqual(expect.arrayContaining(calls));
  });

  it('are hidden for as long as they are to wait', async () => {
    const [now, later] = [aCall(), aCall()];
    await Promise.all([module.get(HandlerCalls).add(later, 900), module.get(HandlerCalls).add(now)]);
    const messages = await queues.drain(queues.config.handlersQueueUrl);
    expect(messages.map(({ Body }) => parseHandlerCall(Body))).toEqual([now]);
  });

  it('are off the queue once they are acknowledged', async () => {
    await module.get(HandlerCalls).add(aCall());
    const [message] = await queues.drain(queues.config.handlersQueueUrl);
    await module.get(HandlerCalls).acknowledge(message as Message);
    expect(await queues.count(queues.config.handlersQueueUrl)).toBe(0);
  });

  it('fail each for itself when SQS takes some of them', async () => {
    const refusal = Object.assign(new Error('Failed to send messages: 1'), { failedMessages: ['1'] });
    jest.spyOn(module.get(SqsService), 'send').mockRejectedValueOnce(refusal);
    const outcomes = await Promise.allSettled([aCall(), aCall()].map((call) => module.get(HandlerCalls).add(call)));
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
  });

  it('fail when SQS does not take them', async () => {
    const away = await open(configOf({ AWS_ENDPOINT_URL_SQS: `http://127.0.0.1:${await closedPort()}` }));
    await expect(away.get(HandlerCalls).add(aCall())).rejects.toThrow();
    await away.close();
  });
});

async function open(config: Config): Promise<TestingModule> {
  const module = await buildMessaging(config, {});
  return module.init();
}
