import { randomUUID } from 'node:crypto';
import { mongo } from 'mongoose';
import Redis from 'ioredis';
import { eventually } from '../../support/eventually';
import { TcpProxy } from './tcp-proxy';

describe('a way to MongoDB that can break', () => {
  let proxy: TcpProxy;
  let client: mongo.MongoClient;
  let orders: mongo.Collection<{ _id: string }>;

  beforeEach(async () => {
    proxy = await TcpProxy.before(process.env.MONGO_URI ?? '');
    const uri = new URL(proxy.mongoUri(process.env.MONGO_URI ?? ''));
    uri.pathname = `/rig-${randomUUID()}`;
    const waits = { serverSelectionTimeoutMS: 1_000, connectTimeoutMS: 500, socketTimeoutMS: 500, heartbeatFrequencyMS: 500 };
    client = new mongo.MongoClient(uri.toString(), waits);
    orders = client.db().collection('orders');
    await orders.insertOne({ _id: 'first' });
  });
  afterEach(async () => {
    proxy.heal();
    await client.db().dropDatabase();
    await client.close();
    await proxy.stop();
  });

  it('is the only way the driver takes', async () => {
    proxy.refuse();
    await expect(orders.findOne()).rejects.toThrow();
    proxy.heal();
    await eventually(async () => expect(await orders.findOne()).toEqual({ _id: 'first' }));
  });

  it('carries transactions', async () => {
    await client.withSession((session) =>
      session.withTransaction(async () => {
        await orders.insertOne({ _id: 'second' }, { session });
        await orders.deleteOne({ _id: 'first' }, { session });
      }),
    );
    expect(await orders.find().toArray()).toEqual([{ _id: 'second' }]);
  });

  it('breaks connections in use, and takes new ones', async () => {
    const waiting = orders.findOne({ $where: 'sleep(500) || true' }).catch((error: Error) => error);
    proxy.cut();
    await waiting;
    await eventually(async () => expect(await orders.findOne()).toEqual({ _id: 'first' }));
  });

  it('keeps silent while it is frozen', async () => {
    proxy.freeze();
    await expect(orders.findOne()).rejects.toThrow();
    proxy.thaw();
    await eventually(async () => expect(await orders.findOne()).toEqual({ _id: 'first' }));
  });

  it('is slow', async () => {
    proxy.delay(1_000);
    await expect(orders.findOne()).rejects.toThrow();
  });
});

describe('a way to Redis that can break', () => {
  it('hands on in order what it held back while frozen', async () => {
    const { REDIS_HOST, REDIS_PORT } = process.env;
    const proxy = await new TcpProxy(Number(REDIS_PORT), REDIS_HOST).start();
    const redis = new Redis(proxy.port, '127.0.0.1');
    const list = randomUUID();
    await redis.rpush(list, 'before');
    proxy.freeze();
    const pushed = [redis.rpush(list, 'one'), redis.rpush(list, 'two')];
    const direct = new Redis(Number(REDIS_PORT), REDIS_HOST ?? '');
    expect(await direct.lrange(list, 0, -1)).toEqual(['before']);
    proxy.thaw();
    expect(await Promise.all(pushed)).toEqual([2, 3]);
    expect(await direct.lrange(list, 0, -1)).toEqual(['before', 'one', 'two']);
    await direct.del(list);
    redis.disconnect();
    direct.disconnect();
    await proxy.stop();
  });
});
