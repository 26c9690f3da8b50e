import { Schema } from 'mongoose';
import { eventually } from '../../../../test/support/eventually';
import { OpenMongo, openMongo } from '../../test/open-mongo';

/** As `MongoModule` limits it. */
const largestPool = 50;

let mongo: OpenMongo;

beforeAll(async () => {
  mongo = await openMongo({ Thing: new Schema({ _id: String }) });
});
afterAll(() => mongo.close());

async function valueOf(name: string): Promise<number> {
  return Number(new RegExp(`^${name} (.+)$`, 'm').exec(await mongo.metrics.text())?.[1]);
}

it('tells how many connections are in use, how many operations wait for one, and for how long', async () => {
  const waitsBefore = await valueOf('mongodb_pool_wait_seconds_count');
  const sleeping = Array.from({ length: largestPool + 5 }, () => slowly());
  await eventually(async () => {
    expect(await valueOf('mongodb_pool_connections_checked_out')).toBe(largestPool);
    expect(await valueOf('mongodb_pool_waiting')).toBe(5);
  });
  await Promise.all(sleeping);
  expect(await valueOf('mongodb_pool_connections_checked_out')).toBe(0);
  expect(await valueOf('mongodb_pool_waiting')).toBe(0);
  expect((await valueOf('mongodb_pool_wait_seconds_count')) - waitsBefore).toBe(largestPool + 5);
  expect(await valueOf('mongodb_pool_failures_total')).toBe(0);
});

/** An operation that keeps its connection for three seconds: time to be seen in, and less than the driver waits for an answer. */
async function slowly(): Promise<void> {
  const pipeline = [{ $documents: [{}] }, { $set: { waited: { $function: { body: 'function () { sleep(3000); }', args: [], lang: 'js' } } } }];
  await mongo.connection.getClient().db('admin').aggregate(pipeline).toArray();
}
