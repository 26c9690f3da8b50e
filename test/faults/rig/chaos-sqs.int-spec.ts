import { QueueDoesNotExist } from '@aws-sdk/client-sqs';
import { eventually } from '../../support/eventually';
import { ChaosSqs } from './chaos-sqs';
import { QueueUser } from './queue-user';
import { SeededRandom } from './seeded-random';

const bodies = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

describe('SQS on a bad day', () => {
  let chaos: ChaosSqs;
  let user: QueueUser;

  beforeEach(async () => {
    chaos = await new ChaosSqs(process.env.AWS_ENDPOINT_URL_SQS, new SeededRandom(1)).start();
    user = new QueueUser(chaos.url);
    await user.createQueue();
  });
  afterEach(async () => {
    user.leave();
    await chaos.stop();
  });

  it('is faithful until faults are injected, and counts what it is asked', async () => {
    await user.sendBatch(bodies);
    const messages = await user.receive();
    expect(messages.map(({ Body }) => Body)).toEqual(bodies);
    expect((await user.deleteBatch(messages)).Successful).toHaveLength(10);
    expect(await user.receive()).toEqual([]);
    expect(chaos.counts).toEqual({
      requests: { CreateQueue: 1, SendMessageBatch: 1, ReceiveMessage: 2, DeleteMessageBatch: 1 },
      faults: {},
    });
  });

  it('hands on what SQS refuses, as SQS puts it', async () => {
    const stranger = new QueueUser(chaos.url);
    await expect(stranger.receive()).rejects.toBeInstanceOf(QueueDoesNotExist);
    stranger.leave();
  });

  it('waits for a message as long as a receive asks for', async () => {
    const waiting = user.bodies(20);
    await user.send('late');
    expect(await waiting).toEqual(['late']);
  });

  it('hands a message out again, to whoever waits, also after it was deleted', async () => {
    chaos.inject({ duplicate: 1, copies: 2 });
    const other = user.bodies(20);
    const first = user.bodies(20);
    await user.send('twice');

    expect(await Promise.all([first, other])).toEqual([['twice'], ['twice']]);
    const [message] = await user.receive(20);
    expect(message?.Body).toBe('twice');
    await user.delete(message ?? {});
    expect(await user.receive()).toEqual([]);
    expect([...chaos.receives.values()]).toEqual([3]);
  });

  it('hands out copies no more once it is healed', async () => {
    chaos.inject({ duplicate: 1, copies: 5 });
    await user.send('once');
    expect(await user.bodies()).toEqual(['once']);
    chaos.heal();
    expect(await user.bodies()).toEqual([]);
  });

  it('holds messages back and hands them out in another order, none missing', async () => {
    chaos.inject({ reorder: 200 });
    await user.sendBatch(bodies);
    const received = await user.bodies(20);
    expect(received).not.toEqual(bodies);
    expect(new Set(received)).toEqual(new Set(bodies));
  });

  it('hands out at once what it held back when it is healed', async () => {
    chaos.inject({ reorder: 3_600_000 });
    await user.send('held');
    expect(await user.bodies()).toEqual([]);
    chaos.heal();
    expect(await user.bodies()).toEqual(['held']);
  });

  it('says that it deleted a message and keeps it', async () => {
    user = new QueueUser(chaos.url);
    await user.createQueue(1);
    chaos.inject({ dropDeletes: 1 });
    await user.sendBatch(['single', 'batch']);
    const [single = {}, batch = {}] = await user.receive();
    await user.delete(single);
    expect((await user.deleteBatch([batch])).Successful).toHaveLength(1);

    const back = await eventually(async () => {
      const found = await user.bodies(1);
      expect(found).toHaveLength(2);
      return found;
    });
    expect(new Set(back)).toEqual(new Set(['single', 'batch']));
    expect(chaos.counts.faults).toEqual({ dropDeletes: 2 });
  });

  it('takes some entries of a batch and fails the others', async () => {
    chaos.inject({ failEntries: 0.5 });
    const { Successful = [], Failed = [] } = await user.sendBatch(bodies);
    expect(Failed.length).toBeGreaterThan(0);
    expect(Failed[0]).toMatchObject({ Code: 'InternalError', SenderFault: false });
    const taken = Successful.map(({ Id }) => bodies[Number(Id?.slice(3))]);
    const messages = await user.receive();
    expect(messages.map(({ Body }) => Body)).toEqual(taken);

    const deleted = await user.deleteBatch(messages);
    expect((deleted.Failed?.length ?? 0) + (deleted.Successful?.length ?? 0)).toBe(messages.length);
    expect(chaos.counts.faults.failEntries).toBe(Failed.length + (deleted.Failed?.length ?? 0));
  });

  it('loses what it said it had taken', async () => {
    chaos.inject({ loseMessages: 1 });
    await user.send('single');
    const { Successful = [] } = await user.sendBatch(['batch']);
    expect(Successful).toMatchObject([{ Id: 'id-0', MessageId: expect.any(String) }]);
    chaos.heal();
    expect(await user.bodies()).toEqual([]);
  });

  it('answers with server errors', async () => {
    chaos.inject({ serverErrors: 1 });
    await expect(user.receive()).rejects.toMatchObject({ name: 'InternalFailure', $metadata: { httpStatusCode: 500 } });
    chaos.heal();
    expect(await user.bodies()).toEqual([]);
  });

  it('resets connections, sometimes before and sometimes after the message was taken', async () => {
    chaos.inject({ resets: 1 });
    const sent = await Promise.allSettled(bodies.map((body) => user.send(body)));
    expect(new Set(sent.map(({ status }) => status))).toEqual(new Set(['rejected']));
    chaos.heal();
    const taken = await user.receive();
    expect(taken.length).toBeGreaterThan(0);
    expect(taken.length).toBeLessThan(bodies.length);
  });

  it('is not there at all while it is down, not even for a receive that waits', async () => {
    const waiting = expect(user.receive(20)).rejects.toThrow();
    await eventually(async () => expect(chaos.counts.requests.ReceiveMessage).toBe(1));
    chaos.inject({ down: true });
    await waiting;
    await expect(user.send('nobody hears this')).rejects.toThrow();
    chaos.heal();
    await user.send('back');
    expect(await user.bodies()).toEqual(['back']);
  });

  it('stalls one action and not the others', async () => {
    chaos.inject({ stall: 1_000, only: /^SendMessage / });
    let isSent = false;
    const sending = user.send('slow').then(() => (isSent = true));
    await eventually(async () => expect(chaos.counts.requests.SendMessage).toBe(1));
    expect(await user.bodies()).toEqual([]);
    expect(isSent).toBe(false);
    await sending;
    expect(chaos.counts.faults).toEqual({ stall: 1 });
  });

  it('hands out poison, also such as SQS would refuse', async () => {
    await chaos.poison(user.queueUrl, ['{"no', '', '\ud800']);
    const received = [...(await user.receive()), ...(await user.receive())];
    expect(new Set(received.map(({ Body }) => Body))).toEqual(new Set(['{"no', '', '\ud800']));
    await user.deleteBatch(received);
  });
});
