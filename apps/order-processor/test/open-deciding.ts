import { randomBytes } from 'node:crypto';
import { getConnectionToken } from '@nestjs/mongoose';
import { Test, TestingModule } from '@nestjs/testing';
import { InventoryModule, PutProduct } from '@app/inventory';
import { Order, OrderChanges, OrderRepository, OrderScreening, OrdersModule } from '@app/orders';
import { Config, MongoModule, parseConfig, Transactions } from '@app/platform';
import { MessagingModule } from '@app/messaging';
import { Connection } from 'mongoose';
import { AllocateStock } from '../src/allocate-stock';
import { DecideOrders } from '../src/decide-orders';
import { ScreenOrders } from '../src/screen-orders';

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
  readonly transactions: Transactions;
  /** What decides in another process, which knows nothing of this one. */
  anotherProcess(): DecideOrders;
  readonly orders: OrderRepository;
  readonly announced: AnnouncedOrders;
  /** Asked about each order that is decided. */
  readonly screenings: OrderScreening[];
  readonly putProduct: PutProduct;
  readonly connection: Connection;
  /** Drops the database and disconnects. */
  close(): Promise<void>;
}

/** The heart of the order processor on a real MongoDB; nothing leaves it but through the database. */
export async function openDeciding(mongoUri = ''): Promise<OpenDeciding> {
  const announced = new AnnouncedOrders();
  const screenings: OrderScreening[] = [];
  const messaging = MessagingModule.register();
  const module = await Test.createTestingModule({
    imports: [MongoModule, InventoryModule.register(), OrdersModule.register({ imports: [messaging] })],
    providers: [DecideOrders, AllocateStock, { provide: ScreenOrders, useValue: new ScreenOrders(screenings) }],
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
    transactions: module.get(Transactions),
    anotherProcess: () => anotherProcess(module),
    orders: module.get(OrderRepository),
    announced,
    screenings,
    putProduct: module.get(PutProduct),
    connection,
    async close() {
      await connection.dropDatabase();
      await module.close();
    },
  };
}

function anotherProcess(module: TestingModule): DecideOrders {
  const [transactions, orders] = [module.get(Transactions), module.get(OrderRepository)];
  const [screenOrders, allocateStock] = [module.get(ScreenOrders), module.get(AllocateStock)];
  return new DecideOrders(transactions, orders, screenOrders, allocateStock, module.get(OrderChanges));
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
