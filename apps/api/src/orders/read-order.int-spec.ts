import { randomBytes, randomUUID } from 'node:crypto';
import { APP_GUARD } from '@nestjs/core';
import { getConnectionToken } from '@nestjs/mongoose';
import { FastifyAdapter, NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { AuthModule, JwtAuthGuard, RegisterUser } from '@app/auth';
import { InventoryModule } from '@app/inventory';
import { MessagingModule } from '@app/messaging';
import { Order, OrderChanges, OrderRepository, OrdersModule, OrderStatus } from '@app/orders';
import { Config, ConfigModule, MongoModule, parseConfig, ProblemFilter, ThrottlingModule } from '@app/platform';
import { Connection } from 'mongoose';
import { RememberedChanges } from '../../test/open-shop';
import { SignedCursors } from '../signed-cursors';
import { AwaitDecision } from './await-decision';
import { InventoryCatalog } from './inventory-catalog';
import { OrderDtoJson } from './order-dto-json';
import { OrderUpdates } from './order-updates';
import { OrderDto } from './order.dto';
import { OrdersController } from './orders.controller';

const messaging = MessagingModule.register();
const inventory = InventoryModule.register();
let app: NestFastifyApplication;
let owner: Reader;
let stranger: Reader;

interface Reader {
  readonly id: string;
  readonly token: string;
}

beforeAll(async () => {
  app = await startApp();
  [owner, stranger] = [await register(), await register()];
});
afterAll(async () => {
  await app.get<Connection>(getConnectionToken()).dropDatabase();
  await app.close();
});

/** The first reader gets what is rendered for them, the second the copy of a decided order. */
describe.each<OrderStatus>(['PENDING', 'CONFIRMED', 'FULFILLED'])('a %s order', (status) => {
  let order: Order;

  beforeEach(async () => {
    order = await placed(status);
  });

  it('is read twice as the same JSON, with its version as entity tag', async () => {
    for (const answer of [await read(owner), await read(owner)]) {
      expect(answer.statusCode).toBe(200);
      expect(answer.headers).toMatchObject({ 'content-type': 'application/json; charset=utf-8', etag: '"3"' });
      expect(answer.json()).toEqual(OrderDto.of(order));
    }
  });

  it.each(['"3"', 'W/"3"', '"2", "3"', ' "x,y" ,W/"3"', '*'])('is not sent again to who knows it: %s', async (known) => {
    for (const answer of [await read(owner, known), await read(owner, known)]) {
      expect([answer.statusCode, answer.headers.etag, answer.body]).toEqual([304, '"3"', '']);
      expect(answer.headers['content-type']).toBeUndefined();
    }
  });

  it.each(['"2"', 'W/"4"', '3', '', '"33"', '"*"', 'w/"3"'])('is sent to who knows something else: %s', async (known) => {
    for (const answer of [await read(owner, known), await read(owner, known)]) {
      expect([answer.statusCode, answer.json<OrderDto>().id]).toEqual([200, order.id]);
    }
  });

  it.each([undefined, '"3"', '*'])('is not there for anybody else, also once its owner has read it: %s', async (known) => {
    for (const prepare of [async () => undefined, () => read(owner)]) {
      await prepare();
      expect((await read(stranger, known)).statusCode).toBe(404);
    }
  });

  function read({ token }: Reader, ifNoneMatch?: string) {
    const headers = { authorization: `Bearer ${token}`, ...(ifNoneMatch !== undefined && { 'if-none-match': ifNoneMatch }) };
    return app.inject({ method: 'GET', url: `/orders/${order.id}`, headers });
  }
});

async function placed(status: OrderStatus): Promise<Order> {
  const at = new Date();
  const items = [{ sku: 'MUG', name: 'Becher “groß” 😀', quantity: 2, unitPrice: 100, lineTotal: 200 }];
  const timeline = [{ seq: 1, status, at, actor: 'customer', requestId: 'request-1' }] as const;
  const money = { items, currency: 'EUR', total: 200, note: 'Line\nbreak' };
  const order = { id: randomUUID(), userId: owner.id, status, ...money, version: 3, createdAt: at, updatedAt: at, timeline };
  await app.get(OrderRepository, { strict: false }).place(order);
  return order;
}

async function register(): Promise<Reader> {
  const registration = { email: `${randomUUID()}@example.com`, password: 'correct horse battery' };
  const { user, accessToken } = await app.get(RegisterUser, { strict: false }).execute(registration);
  return { id: user.id, token: accessToken };
}

async function startApp(): Promise<NestFastifyApplication> {
  const module = await Test.createTestingModule({
    imports: [
      ConfigModule,
      ThrottlingModule,
      MongoModule,
      AuthModule.register(),
      OrdersModule.register({ imports: [messaging, inventory], catalog: InventoryCatalog, representation: OrderDtoJson }),
    ],
    controllers: [OrdersController],
    providers: [{ provide: APP_GUARD, useExisting: JwtAuthGuard }, OrderUpdates, AwaitDecision, SignedCursors],
  })
    .overrideProvider(Config)
    .useValue(ownConfig())
    .overrideProvider(OrderChanges)
    .useValue(new RememberedChanges())
    .compile();
  const started = module.createNestApplication<NestFastifyApplication>(new FastifyAdapter(), { logger: false });
  started.useGlobalFilters(new ProblemFilter());
  return started.init();
}

function ownConfig(): Config {
  const { MONGO_URI = '', REDIS_HOST, REDIS_PORT, AWS_ENDPOINT_URL_SQS, SQS_QUEUE_URL, AWS_ACCESS_KEY, AWS_SECRET_KEY } = process.env;
  const uri = new URL(MONGO_URI);
  uri.pathname = `/read_order_${randomBytes(6).toString('hex')}`;
  return parseConfig({
    MONGO_URI: uri.href,
    REDIS_HOST,
    REDIS_PORT,
    JWT_SECRET: 'a-secret-that-is-only-used-by-this-test',
    AWS_REGION: 'eu-central-1',
    AWS_ENDPOINT_URL_SQS,
    AWS_ACCESS_KEY,
    AWS_SECRET_KEY,
    SQS_QUEUE_URL,
    SES_EMAIL: 'shop@example.com',
  });
}
