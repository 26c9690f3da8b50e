import { randomUUID } from 'node:crypto';
import { mongo } from 'mongoose';
import { Failpoint } from './failpoint';
import { OwnStack } from './own-stack';
import { TcpProxy } from './tcp-proxy';

describe('a failpoint in mongod', () => {
  const appName = randomUUID();
  let stack: OwnStack;
  let uri: string;
  let client: mongo.MongoClient;
  let orders: mongo.Collection<{ _id: string }>;
  let failpoint: Failpoint;

  beforeAll(async () => {
    stack = await OwnStack.start('mongo');
    uri = stack.environment.MONGO_URI ?? '';
    client = new mongo.MongoClient(uri, { appName, retryWrites: false, retryReads: false });
    orders = client.db().collection('orders');
  });
  afterEach(() => failpoint.clear());
  afterAll(async () => {
    await client.close();
    await stack.stop();
  });

  it('answers a command with an error so many times', async () => {
    failpoint = await Failpoint.failCommand(uri, { commands: ['insert'], errorCode: 112, times: 2, appName });
    await expect(orders.insertOne({ _id: 'a' })).rejects.toMatchObject({ code: 112 });
    await expect(orders.insertOne({ _id: 'a' })).rejects.toMatchObject({ code: 112 });
    await orders.insertOne({ _id: 'a' });
    expect(await failpoint.clear()).toBe(2);
  });

  it('gives its errors labels', async () => {
    const errorLabels = ['TransientTransactionError'];
    failpoint = await Failpoint.failCommand(uri, { commands: ['find'], errorCode: 112, errorLabels, appName });
    await expect(orders.findOne()).rejects.toMatchObject({ errorLabels });
  });

  it('breaks the connection', async () => {
    failpoint = await Failpoint.failCommand(uri, { commands: ['insert'], closeConnection: true, appName });
    await expect(orders.insertOne({ _id: 'b' })).rejects.toBeInstanceOf(mongo.MongoNetworkError);
  });

  it('makes a command slow, and does it all the same', async () => {
    failpoint = await Failpoint.failCommand(uri, { commands: ['insert'], blockMs: 500, times: 1, appName });
    await orders.insertOne({ _id: 'c' });
    expect(await failpoint.clear()).toBe(1);
    expect(await orders.findOne({ _id: 'c' })).toEqual({ _id: 'c' });
  });

  it('does a write and loses the answer, which the driver asks for again, also through a proxy', async () => {
    const proxy = await TcpProxy.before(uri);
    const retrying = new mongo.MongoClient(proxy.mongoUri(uri));
    failpoint = await Failpoint.loseReplies(uri, { times: 1 });
    await retrying.db().collection<{ _id: string }>('orders').insertOne({ _id: 'd' });
    await retrying.close();
    await proxy.stop();
    expect(await failpoint.clear()).toBe(1);
    expect(await orders.countDocuments({ _id: 'd' })).toBe(1);
  });

  it('strikes now and then', async () => {
    failpoint = await Failpoint.failCommand(uri, { commands: ['find'], errorCode: 2, probability: 0.5, appName });
    const found = await Promise.allSettled(Array.from({ length: 50 }, () => orders.findOne()));
    expect(new Set(found.map(({ status }) => status))).toEqual(new Set(['fulfilled', 'rejected']));
  });

  it('leaves clients of another name alone', async () => {
    failpoint = await Failpoint.failCommand(uri, { commands: ['find'], errorCode: 91, appName: 'somebody else' });
    expect(await orders.findOne({ _id: 'nothing' })).toBeNull();
  });
});
