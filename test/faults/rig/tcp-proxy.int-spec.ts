import { randomUUID } from 'node:crypto';
import { mongo } from 'mongoose';
import Redis from 'ioredis';
import { eventually } from '../../support/eventually';
import { TcpProxy } from './tcp-proxy';

describe('a way to MongoDB that can break', () => {
  const soonGivesUp = { serverSelectionTimeoutMS: 1_000, connectTimeoutMS: 500, socketTimeoutMS: 500, heartbeatFrequencyMS: 500 };
  let proxy: TcpProxy;
  let direct: mongo.MongoClient;
  let client: mongo.MongoClient;
  let impatient: mongo.MongoClient;
  let orders: mongo.Collection<{ _id: string }>;
  let ordersOfTheImpatient: mongo.Collection<{ _id: string }>;

  beforeEach(async () => {
    const database = `rig-${randomUUID()}`;
    direct = new mongo.MongoClient(process.env.MONGO_URI ?? '');
    await direct.db(database).collection<{ _id: string }>('orders').insertOne({ _id: 'first' });
    proxy = await TcpProxy.before(process.env.MONGO_URI ?? '');
    const uri = proxy.mongoUri(process.env.MONGO_URI ?? '');
    client = new mongo.MongoClient(uri);
    impatient = new mongo.MongoClient(uri, soonGivesUp);
    orders = client.db(database).collection('orders');
    ordersOfTheImpatient = impatient.db(database).collection('orders');
    await eventually(async () => expect(await ordersOfTheImpatient.findOne()).toEqual({ _id: 'first' }));
  });
  afterEach(async () => {
    await proxy.stop();
    await Promise.all([client.close(), impatient.close()]);
    await direct.db(orders.dbName).dropDatabase();
    await direct.close();
  });

  it('is the only way the driver takes', async () => {
    proxy.refuse();
    await expect(ordersOfTheImpatient.findOne()).rejects.toThrow();
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
    await expect(ordersOfTheImpatient.findOne()).rejects.toThrow();
    const found = orders.findOne();
    proxy.thaw();
    expect(await found).toEqual({ _id: 'first' });
  });

  it('is slow', async () => {
    proxy.delay(1);
    expect(await orders.findOne()).toEqual({ _id: 'first' });
    proxy.delay(60_000);
    await expect(ordersOfTheImpatient.findOne()).rejects.toThrow();
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
