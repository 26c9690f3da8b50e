import { ChangeMessageVisibilityCommand, Message, ReceiveMessageCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { Logger } from '@nestjs/common';
import { anEvent } from '../../test/an-event';
import { closedPort } from '../../test/closed-port';
import { configOf, OwnQueues } from '../../test/own-queues';
import { createSqsClient } from './create-sqs-client';
import { DeadLetterOffice } from './dead-letter-office';
import { DeadLetters } from './dead-letters';
import { deadLetterQueueUrlOf, QueueName, queueNames, queueUrlOf } from './queue-name';

const unknownId = '00000000-0000-4000-8000-000000000000';

let queues: OwnQueues;
let office: DeadLetterOffice;

beforeEach(async () => {
  Logger.overrideLogger(false);
  queues = new OwnQueues();
  await queues.create('', '-dlq', '-events', '-events-dlq', '-handlers', '-handlers-dlq');
  office = new DeadLetterOffice(queues.sqs, queues.config);
});
afterEach(() => queues.delete());

describe('listing the dead letters', () => {
  it('shows those of both queues with their reasons, newest first', async () => {
    const event = anEvent('order.confirmed');
    await bury('orders', 'poison', 'It is not JSON.');
    await bury('events', JSON.stringify(event), 'The customer is unknown.');
    const [newest, oldest, ...others] = await office.list(100);
    expect(newest).toMatchObject({
      queue: 'events',
      reason: 'The customer is unknown.',
      body: JSON.stringify(event),
      orderId: event.data.orderId,
      eventType: 'order.confirmed',
      receives: 1,
    });
    expect(oldest).toMatchObject({ queue: 'orders', reason: 'It is not JSON.', body: 'poison' });
    expect(oldest).not.toHaveProperty('orderId');
    expect(newest?.sentAt.getTime()).toBeGreaterThanOrEqual(oldest?.sentAt.getTime() ?? Infinity);
    expect(others).toEqual([]);
  });

  it('says which handler was to be told of which event', async () => {
    const event = anEvent('order.confirmed');
    await bury('handlers', JSON.stringify({ handler: 'Courier.book', event }), 'The courier is on strike.');
    const { orderId } = event.data;
    await expect(office.list(100)).resolves.toMatchObject([{ queue: 'handlers', handler: 'Courier.book', orderId, eventType: 'order.confirmed' }]);
  });

  it('leaves all of them where they are, visible at once', async () => {
    await buryMany(25);
    const first = idsOf(await office.list(100));
    expect(new Set(first).size).toBe(25);
    expect(idsOf(await office.list(100))).toEqual(first);
    expect(await letters('orders')).toHaveLength(25);
  });

  it('shows no more than asked for, and of more than that the newest', async () => {
    await buryMany(25);
    await bury('orders', 'the newest', 'A bug.');
    const listed = (await office.list(6)).map(({ body }) => body);
    expect([listed.length, listed.includes('the newest')]).toEqual([6, true]);
    expect(await letters('orders')).toHaveLength(26);
  });

  it('counts also those that somebody holds', async () => {
    await buryMany(3);
    await letters('orders');
    expect([await office.count(), await office.list(10)]).toEqual([3, []]);
  });

  it('says so when SQS moved a letter by itself', async () => {
    await queues.delete();
    queues = new OwnQueues();
    await queues.ensure(1);
    await queues.sqs.send(new SendMessageCommand({ QueueUrl: queues.config.SQS_QUEUE_URL, MessageBody: 'too often' }));
    await receiveInVain();
    await receiveInVain();
    const [letter] = await new DeadLetterOffice(queues.sqs, queues.config).list(10);
    expect(letter?.body).toBe('too often');
    expect(letter?.reason).toContain('SQS moved it here by itself');
  });

  it('cuts what is very long', async () => {
    await bury('orders', 'x'.repeat(100_000), 'It is too long.');
    const [{ body = '' } = {}] = await office.list(1);
    expect(body).toBe(`${'x'.repeat(4000)}…`);
  });

  it('finds nothing before the queues were created', async () => {
    await queues.delete();
    queues = new OwnQueues();
    office = new DeadLetterOffice(queues.sqs, queues.config);
    expect([await office.count(), await office.list(10)]).toEqual([0, []]);
  });
});

describe('sending dead letters back', () => {
  it('sends the one asked for as it was, and leaves the others', async () => {
    const event = JSON.stringify(anEvent());
    await bury('orders', event, 'A bug.');
    await buryMany(12);
    await expect(office.redrive([await idOf(event)])).resolves.toBe(1);
    expect(await queues.drain(queueUrlOf('orders', queues.config))).toMatchObject([{ Body: event }]);
    expect(await keptAnywhere()).toBe(12);
    expect(await bodiesIn('orders')).toEqual(bodies(12));
  });

  it('sends all back, each to the queue where it failed', async () => {
    await buryMany(23);
    await bury('events', 'an event', 'A bug.');
    await expect(office.redrive('all')).resolves.toBe(24);
    expect(bodiesOf(await queues.drain(queueUrlOf('orders', queues.config)))).toEqual(bodies(23));
    expect(bodiesOf(await queues.drain(queueUrlOf('events', queues.config)))).toEqual(['an event']);
    expect(await keptAnywhere()).toBe(0);
  });

  it('sends more bytes than fit in one request', async () => {
    const long = Array.from({ length: 12 }, (_, i) => `${String(i).padStart(2, '0')}${'x'.repeat(120_000)}`);
    for (const body of long) {
      await bury('orders', body, 'A bug.');
    }
    await expect(office.redrive('all')).resolves.toBe(12);
    expect(bodiesOf(await queues.drain(queueUrlOf('orders', queues.config)))).toEqual(long);
  });

  it('sends each only once when all are asked for twice at the same moment', async () => {
    await buryMany(40);
    const counts = await Promise.all([office.redrive('all'), office.redrive('all')]);
    expect(counts.reduce((sum, count) => sum + count)).toBe(40);
    expect(bodiesOf(await queues.drain(queueUrlOf('orders', queues.config)))).toEqual(bodies(40));
  });

  it('sends one only once when it is asked for twice at the same moment', async () => {
    await buryMany(3);
    const id = await idOf('letter 01');
    const codeOf = (error: { code: string }) => error.code;
    const outcomes = await Promise.all([office.redrive([id]).catch(codeOf), office.redrive([id]).catch(codeOf)]);
    expect(outcomes.sort()).toEqual([1, 'dead_letter_not_found']);
    expect(bodiesOf(await queues.drain(queueUrlOf('orders', queues.config)))).toEqual(['letter 01']);
    expect(await bodiesIn('orders')).toEqual(['letter 00', 'letter 02']);
  });

  it('finds a letter that somebody else is looking at', async () => {
    await buryMany(30);
    const id = await idOf('letter 29');
    const looks = Array.from({ length: 5 }, () => office.list(100));
    await expect(office.redrive([id])).resolves.toBe(1);
    await Promise.all(looks);
  });

  it('waits a moment for letters that are in other hands', async () => {
    await buryMany(3);
    const held = await letters('orders');
    const redriven = office.redrive('all');
    expect(await keptAnywhere()).toBe(3);
    await Promise.all(held.map(putBack));
    await expect(redriven).resolves.toBe(3);
  });

  it('keeps what it could not send', async () => {
    const deadLettersOnly = new OwnQueues();
    await deadLettersOnly.create('-dlq');
    await new DeadLetters(deadLettersOnly.sqs, deadLettersOnly.config).bury('orders', { Body: 'kept' }, 'A bug.');
    const itsOffice = new DeadLetterOffice(deadLettersOnly.sqs, deadLettersOnly.config);
    await expect(itsOffice.redrive('all')).rejects.toMatchObject({ kind: 'unavailable', code: 'queue_unavailable' });
    await expect(itsOffice.list(10)).resolves.toMatchObject([{ body: 'kept' }]);
    await deadLettersOnly.delete();
  });

  it('leaves what fails again meanwhile for the next time', async () => {
    await buryMany(11);
    const stop = new AbortController();
    const failingAgain = buryAgainUntil(stop.signal);
    await expect(office.redrive('all')).resolves.toBe(11);
    stop.abort();
    await failingAgain;
    await expect(office.redrive('all')).resolves.toBe(await keptAnywhere());
    expect(bodiesOf(await queues.drain(queueUrlOf('orders', queues.config)))).toEqual(bodies(11));
  });
});

describe('dropping dead letters', () => {
  it('deletes the one asked for and leaves the others', async () => {
    await buryMany(12);
    await expect(office.drop([await idOf('letter 11')])).resolves.toBe(1);
    expect(await keptAnywhere()).toBe(11);
    expect(await bodiesIn('orders')).toEqual(bodies(11));
    expect(await queues.drain(queueUrlOf('orders', queues.config))).toEqual([]);
  });

  it('deletes all', async () => {
    await buryMany(13);
    await bury('events', 'an event', 'A bug.');
    await expect(office.drop('all')).resolves.toBe(14);
    expect(await keptAnywhere()).toBe(0);
  });
});

describe.each(['redrive', 'drop'] as const)('to %s', (act) => {
  it('a letter that is not there is refused, naming it; those that are there are dealt with', async () => {
    await buryMany(2);
    const asked = office[act]([unknownId, await idOf('letter 00')]);
    const message = `There is no dead letter with the id ${unknownId}. The others, 1, were dealt with.`;
    await expect(asked).rejects.toMatchObject({ kind: 'not_found', code: 'dead_letter_not_found', message });
    expect(await bodiesIn('orders')).toEqual(['letter 01']);
  });

  it('all of more than one walk finds goes on to the end when that is asked for, and tells how far it came', async () => {
    await buryMany(30);
    let [told, now] = [0, 0];
    const clock = jest.spyOn(performance, 'now').mockImplementation(() => (now += 4000));
    const rest = 30 - (await office[act]('all'));
    expect(rest).toBeGreaterThan(0);
    await expect(office[act]('all', { isThorough: true, onProgress: (done) => (told = done) })).resolves.toBe(rest);
    clock.mockRestore();
    expect([told, await keptAnywhere()]).toEqual([rest, 0]);
  });

  it.each(['all', [unknownId]])('%s stops when it is told to, and leaves the others', async (which) => {
    await buryMany(30);
    const stop = new AbortController();
    setImmediate(() => stop.abort());
    const done = await office[act](which as string[], { signal: stop.signal });
    expect([await keptAnywhere(), done < 30]).toEqual([30 - done, true]);
  });

  it('all of nothing does nothing', async () => {
    await expect(office[act]('all')).resolves.toBe(0);
  });
});

it('an office whose SQS is away says that it is unavailable', async () => {
  const config = configOf({ AWS_ENDPOINT_URL_SQS: `http://127.0.0.1:${await closedPort()}` });
  const sqs = createSqsClient(config);
  const away = new DeadLetterOffice(sqs, config);
  const refused = { kind: 'unavailable', code: 'queue_unavailable' };
  await expect(away.list(10)).rejects.toMatchObject(refused);
  await expect(away.redrive('all')).rejects.toMatchObject(refused);
  await expect(away.drop([unknownId])).rejects.toMatchObject(refused);
  sqs.destroy();
});

function bury(queue: QueueName, Body: string, reason: string): Promise<void> {
  return new DeadLetters(queues.sqs, queues.config).bury(queue, { Body }, reason);
}

async function buryMany(count: number): Promise<void> {
  await Promise.all(bodies(count).map((body) => bury('orders', body, 'A bug.')));
}

/** What a consumer does that cannot process anything. */
async function buryAgainUntil(stopped: AbortSignal): Promise<void> {
  while (!stopped.aborted) {
    for (const { Body = '' } of await queues.drain(queueUrlOf('orders', queues.config))) {
      await bury('orders', Body, 'The same bug.');
    }
  }
}

function bodies(count: number): string[] {
  return Array.from({ length: count }, (_, i) => `letter ${String(i).padStart(2, '0')}`);
}

async function idOf(body: string): Promise<string> {
  return (await office.list(100)).find((letter) => letter.body === body)?.id ?? '';
}

function idsOf(found: readonly { id: string }[]): string[] {
  return found.map(({ id }) => id).sort();
}

/** All that lie there, which stay invisible for a while. */
function letters(queue: QueueName): Promise<Message[]> {
  return queues.drain(deadLetterQueueUrlOf(queue, queues.config));
}

/** Among the dead letters of both queues, visible or not. */
async function keptAnywhere(): Promise<number> {
  const counts = Object.values(queueNames).map((name) => queues.count(deadLetterQueueUrlOf(name, queues.config)));
  return (await Promise.all(counts)).reduce((sum, count) => sum + count);
}

async function bodiesIn(queue: QueueName): Promise<string[]> {
  return bodiesOf(await letters(queue));
}

function bodiesOf(messages: readonly Message[]): string[] {
  return messages.map(({ Body = '' }) => Body).sort();
}

async function putBack({ ReceiptHandle }: Message): Promise<void> {
  const QueueUrl = deadLetterQueueUrlOf('orders', queues.config);
  await queues.sqs.send(new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout: 0 }));
}

async function receiveInVain(): Promise<void> {
  await queues.sqs.send(new ReceiveMessageCommand({ QueueUrl: queues.config.SQS_QUEUE_URL, VisibilityTimeout: 0 }));
}
