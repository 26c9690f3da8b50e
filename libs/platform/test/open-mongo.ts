import { randomBytes } from 'node:crypto';
import { getConnectionToken, MongooseModule } from '@nestjs/mongoose';
import { Test } from '@nestjs/testing';
import { Connection, Schema } from 'mongoose';
import { Config } from '../src/config/config';
import { Metrics } from '../src/metrics/metrics';
import { MongoModule } from '../src/mongo/mongo.module';
import { Transactions } from '../src/mongo/transactions';
import { aConfig } from './a-config';

export interface OpenMongo {
  readonly transactions: Transactions;
  readonly metrics: Metrics;
  readonly connection: Connection;
  /** Drops the database and disconnects. */
  close(): Promise<void>;
}

/** The address of a new database of its own, on the server that the tests share. */
export function ownDatabase(): string {
  const uri = new URL(process.env.MONGO_URI ?? '');
  uri.pathname = `/platform_${randomBytes(6).toString('hex')}`;
  return uri.href;
}

/** `MongoModule` as an app composes it, with these collections. */
export async function openMongo(schemas: Record<string, Schema>, MONGO_URI = ownDatabase()): Promise<OpenMongo> {
  const models = Object.entries(schemas).map(([name, schema]) => ({ name, schema }));
  const module = await Test.createTestingModule({ imports: [MongoModule, MongooseModule.forFeature(models)] })
    .overrideProvider(Config)
    .useValue(aConfig({ MONGO_URI }))
    .compile();
  module.useLogger(false);
  const connection = module.get<Connection>(getConnectionToken());
  try {
    await module.init();
  } catch (error) {
    await connection.close();
    throw error;
  }
  return {
    transactions: module.get(Transactions, { strict: false }),
    metrics: module.get(Metrics, { strict: false }),
    connection,
    async close() {
      await connection.dropDatabase();
      await module.close();
    },
  };
}
