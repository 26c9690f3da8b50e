import { randomUUID } from 'node:crypto';
import { mongo } from 'mongoose';
import Redis from 'ioredis';
import { allMail } from '../../support/mailbox';
import { eventually } from '../../support/eventually';
import { limitTransactions } from './limit-transactions';
import { OwnStack } from './own-stack';
import { stepDown } from './step-down';

jest.setTimeout(240_000);

describe('a stack of its own', () => {
  let stack: OwnStack;
  let client: mongo.MongoClient;
  let impatient: mongo.MongoClient;
  let orders: mongo.Collection<{ _id: string }>;

  beforeAll(async () => {
    stack = await OwnStack.start();
    client = new mongo.MongoClient(uri());
    impatient = new mongo.MongoClient(uri(), { serverSelectionTimeoutMS: 1_000, connectTimeoutMS: 500, socketTimeoutMS: 500 });
    await eventually(() => impatient.connect());
    orders = client.db().collection('orders');
  });
  afterAll(async () => {
    await Promise.all([client.close(), impatient.close()]);
    await stack.stop();
  });

  it('is none of the parts that all tests share', () => {
    const { MONGO_URI, REDIS_PORT, AWS_ENDPOINT_URL_SQS, AWS_ENDPOINT_URL_SES } = process.env;
    const own = new Set(Object.values(stack.environment));
    expect([MONGO_URI, REDIS_PORT, AWS_ENDPOINT_URL_SQS, AWS_ENDPOINT_URL_SES].filter((one = '') => own.has(one))).toEqual([]);
  });

  it('keeps in MongoDB what was acknowledged when mongod is killed and started again', async () => {
    const _id = randomUUID();
    await orders.insertOne({ _id }, { writeConcern: { w: 'majority', journal: true } });
    await stack.kill('mongo');
    await expect(impatient.db().collection('orders').findOne()).rejects.toThrow();
    await stack.restart('mongo');
    await eventually(async () => expect(await orders.findOne({ _id })).toEqual({ _id }));
  });

  it('has a mongod that keeps silent while it is frozen', async () => {
    await eventually(() => impatient.db().collection('orders').findOne());
    stack.freeze('mongo');
    await expect(impatient.db().collection('orders').findOne()).rejects.toThrow();
    stack.thaw('mongo');
    await eventually(() => orders.findOne());
  });

  it('has a primary that gives up being one, and becomes it again', async () => {
    await stepDown(uri(), 1);
    await eventually(() => orders.insertOne({ _id: randomUUID() }));
  });

  it('has a mongod that ends the transactions of the dead when it is told to', async () => {
    const _id = randomUUID();
    await limitTransactions(uri(), 1);
    const abandoned = client.startSession();
    abandoned.startTransaction();
    await orders.insertOne({ _id }, { session: abandoned });
    await eventually(() => orders.updateOne({ _id }, { $set: {} }, { upsert: true }));
    await expect(abandoned.commitTransaction()).rejects.toMatchObject({ codeName: 'NoSuchTransaction' });
    await abandoned.endSession();
  });

  it.each(['redis', 'sqs', 'ses'] as const)('has %s empty and on the same port after it was killed', async (part) => {
    await stack.kill(part);
    await expect(contentOf(part)).rejects.toThrow();
    await stack.restart(part);
    expect(await contentOf(part)).toEqual('empty');
  });

  function uri(): string {
    return stack.environment.MONGO_URI ?? '';
  }

  async function contentOf(part: 'redis' | 'sqs' | 'ses'): Promise<string> {
    const { AWS_ENDPOINT_URL_SQS = '', AWS_ENDPOINT_URL_SES, REDIS_PORT } = stack.environment;
    if (part === 'ses') {
      return (await allMail(AWS_ENDPOINT_URL_SES)).length === 0 ? 'empty' : 'full';
    }
    if (part === 'sqs') {
      return (await fetch(new URL('/health', AWS_ENDPOINT_URL_SQS))).ok ? 'empty' : 'ill';
    }
    const redis = new Redis(Number(REDIS_PORT), { lazyConnect: true, retryStrategy: () => null });
    redis.on('error', () => undefined);
    try {
      await redis.connect();
      return (await redis.dbsize()) === 0 ? 'empty' : 'full';
    } finally {
      redis.disconnect();
    }
  }
});
