import { randomBytes } from 'node:crypto';
import { getConnectionToken } from '@nestjs/mongoose';
import { Test } from '@nestjs/testing';
import { InventoryModule, PutProduct } from '@app/inventory';
import { Order, OrderChanges, OrderRepository, OrdersModule } from '@app/orders';
import { Config, MongoModule, parseConfig } from '@app/platform';
import { MessagingModule } from '@app/messaging';
import { Connection } from 'mongoose';
import { DecideOrders } from '../src/decide-orders';

/** What was announced, instead of sending it. */
export class AnnouncedOrders extends OrderChanges {
  readonly orders: Order[] = [];

  override async imminent(): Promise<void> {
    throw new Error('Only orders that are decided already have copies.');
  }

  override committed(orders: readonly Order[]): void {
    this.orders.push(...orders);
  }
}

export interface OpenDeciding {
  readonly decide: DecideOrders;
  readonly orders: OrderRepository;
  readonly announced: AnnouncedOrders;
  readonly putProduct: PutProduct;
  readonly connection: Connection;
  /** Drops the database and disconnects. */
  close(): Promise<void>;
}

/** The heart of the order processor on a real MongoDB; nothing leaves it but through the database. */
export async function openDeciding(mongoUri = ''): Promise<OpenDeciding> {
  const announced = new AnnouncedOrders();
  const messaging = MessagingModule.register();
  const module = await Test.createTestingModule({
    imports: [MongoModule, InventoryModule.register(), OrdersModule.register({ imports: [messaging] })],
    providers: [DecideOrders],
  })
    .overrideProvider(Config)
    .useValue(configWithOwnDatabase(mongoUri))
    .overrideProvider(OrderChanges)
    .useValue(announced)
    .compile();
  module.useLogger(false);
  // Only the database is started: with the app's other parts a sweep would take the events away.
  const connection = module.get<Connection>(getConnectionToken());
  await Promise.all(
    Object.values(connection.models).map(async (model) => {
      await model.createCollection();
      await model.createIndexes();
    }),
  );
  return {
    decide: module.get(DecideOrders),
    orders: module.get(OrderRepository),
    announced,
    putProduct: module.get(PutProduct),
    connection,
    async close() {
      await connection.dropDatabase();
      await module.close();
    },
  };
}

function configWithOwnDatabase(mongoUri: string): Config {
  const uri = new URL(mongoUri);
  uri.pathname = `/deciding_${randomBytes(6).toString('hex')}`;
  return parseConfig({
    MONGO_URI: uri.href,
    JWT_SECRET: 'a-secret-that-is-only-used-by-these-tests',
    AWS_REGION: 'eu-central-1',
    AWS_ACCESS_KEY: 'local',
    AWS_SECRET_KEY: 'local',
    SQS_QUEUE_URL: 'http://127.0.0.1:1/queue/orders',
    SES_EMAIL: 'shop@example.com',
  });
}
