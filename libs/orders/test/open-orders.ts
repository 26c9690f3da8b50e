import { randomBytes } from 'node:crypto';
import { getConnectionToken, getModelToken, MongooseModule } from '@nestjs/mongoose';
import { Test } from '@nestjs/testing';
import { Config, MetricsModule, MongoModule, parseConfig, Transactions } from '@app/platform';
import { Connection, Model } from 'mongoose';
import { MongoOrderOutbox } from '../src/mongo/mongo-order-outbox';
import { MongoOrderRepository } from '../src/mongo/mongo-order.repository';
import { OrderDocument, orderModel, orderSchema } from '../src/mongo/order.schema';

export interface OpenOrders {
  readonly repository: MongoOrderRepository;
  readonly outbox: MongoOrderOutbox;
  readonly transactions: Transactions;
  readonly model: Model<OrderDocument>;
  /** Drops the database and disconnects. */
  close(): Promise<void>;
}

/** The order adapters on a real MongoDB, in a database of their own, connected as an app connects. */
export async function openOrders(): Promise<OpenOrders> {
  const module = await Test.createTestingModule({
    imports: [MongoModule, MetricsModule, MongooseModule.forFeature([{ name: orderModel, schema: orderSchema }])],
    providers: [MongoOrderRepository, MongoOrderOutbox],
  })
    .overrideProvider(Config)
    .useValue(configWithOwnDatabase())
    .compile();
  module.useLogger(false);
  await module.init();
  return {
    repository: module.get(MongoOrderRepository),
    outbox: module.get(MongoOrderOutbox),
    transactions: module.get(Transactions, { strict: false }),
    model: module.get(getModelToken(orderModel)),
    async close() {
      await module.get<Connection>(getConnectionToken()).dropDatabase();
      await module.close();
    },
  };
}

/** The settings of a process with a new database of its own, on the servers that the tests share. */
export function configWithOwnDatabase(variables: Record<string, string | undefined> = {}): Config {
  const uri = new URL(process.env.MONGO_URI ?? '');
  uri.pathname = `/orders_${randomBytes(6).toString('hex')}`;
  return parseConfig({
    JWT_SECRET: 'a-secret-that-is-only-used-by-the-tests-of-orders',
    AWS_REGION: 'eu-central-1',
    SQS_QUEUE_URL: 'http://127.0.0.1:1/queue/orders',
    SES_EMAIL: 'shop@example.com',
    MONGO_URI: uri.href,
    ...variables,
  });
}
