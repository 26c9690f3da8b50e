import { randomBytes, randomUUID } from 'node:crypto';
import { getConnectionToken } from '@nestjs/mongoose';
import { Test } from '@nestjs/testing';
import { CorrectReserved, InventoryModule, InventoryQueries, PutProduct, StockMovement, StockRepository } from '@app/inventory';
import { MessagingModule, Outbox } from '@app/messaging';
import { NotificationsModule } from '@app/notifications';
import { CancelOrder, confirm, FulfilOrder, Order, OrderChanges, OrderRecords, OrderRepository, OrdersModule, reject } from '@app/orders';
import { Config, MongoModule, parseConfig, Transactions } from '@app/platform';
import { Connection } from 'mongoose';
import { v7 as newId } from 'uuid';
import { AuditDatabase } from '../src/audit/audit-database';
import { InventoryCatalog } from '../src/orders/inventory-catalog';
import { InventoryStock } from '../src/orders/inventory-stock';

/** Remembers what was said of changes, instead of sending it. */
export class RememberedChanges extends OrderChanges {
  readonly announced: Order[] = [];
  readonly imminentVersions: number[] = [];

  override async imminent(orders: readonly Order[]): Promise<void> {
    this.imminentVersions.push(...orders.map(({ version }) => version));
  }

  override committed(orders: readonly Order[]): void {
    this.announced.push(...orders);
  }
}

/** Orders and inventory as the API composes them, on a real MongoDB, in a database of its own; nothing leaves it. */
export class OpenShop {
  private constructor(
    readonly changes: RememberedChanges,
    readonly connection: Connection,
    private readonly get: <T>(token: abstract new (...args: never[]) => T) => T,
  ) {}

  static async open(mongoUri = ''): Promise<OpenShop> {
    const changes = new RememberedChanges();
    const messaging = MessagingModule.register();
    const inventory = InventoryModule.register();
    const module = await Test.createTestingModule({
      imports: [
        MongoModule,
        inventory,
        OrdersModule.register({ imports: [messaging, inventory], catalog: InventoryCatalog, stock: InventoryStock }),
        NotificationsModule.register(),
      ],
      providers: [AuditDatabase],
    })
      .overrideProvider(Config)
      .useValue(configWithOwnDatabase(mongoUri))
      .overrideProvider(OrderChanges)
      .useValue(changes)
      .compile();
    const shop = new OpenShop(changes, module.get(getConnectionToken()), (token) => module.get(token, { strict: false }));
    module.useLogger(false);
    for (const model of Object.values(shop.connection.models)) {
      await model.createCollection();
      await model.createIndexes();
    }
    return shop;
  }

  get cancelOrder(): CancelOrder {
    return this.get(CancelOrder);
  }

  get fulfilOrder(): FulfilOrder {
    return this.get(FulfilOrder);
  }

  get audit(): AuditDatabase {
    return this.get(AuditDatabase);
  }

  get orders(): OrderRepository {
    return this.get(OrderRepository);
  }

  get correctReserved(): CorrectReserved {
    return this.get(CorrectReserved);
  }

  get outbox(): Outbox {
    return this.get(Outbox);
  }

  get orderRecords(): OrderRecords {
    return this.get(OrderRecords);
  }

  async stocked(onHand: number): Promise<string> {
    const sku = `SKU-${randomUUID()}`;
    await this.get(PutProduct).execute({ sku, name: 'Mug', unitPrice: 100, currency: 'EUR', onHand }, 'admin-1');
    return sku;
  }

  async unitsOf(sku: string): Promise<{ onHand: number; reserved: number }> {
    const { onHand, reserved } = await this.get(InventoryQueries).product(sku);
    return { onHand, reserved };
  }

  async ledgerOf(sku: string): Promise<readonly StockMovement[]> {
    return (await this.get(InventoryQueries).movements({ sku, limit: 100 })).data;
  }

  /** An order of Ada's that waits for a decision. */
  async placed(units: Record<string, number>): Promise<Order> {
    const at = new Date();
    const items = Object.entries(units).map(([sku, quantity]) => ({
      sku,
      name: 'Mug',
      quantity,
      unitPrice: 100,
      lineTotal: quantity * 100,
    }));
    const total = items.reduce((sum, { lineTotal }) => sum + lineTotal, 0);
    const timeline = [{ seq: 1, status: 'PENDING', at, actor: 'customer' }] as const;
    const dates = { createdAt: at, updatedAt: at, timeline };
    const order: Order = { id: newId(), userId: 'ada', status: 'PENDING', items, currency: 'EUR', total, note: null, version: 1, ...dates };
    await this.orders.place(order);
    return order;
  }

  /** As the order processor does it. */
  async confirmed(units: Record<string, number>): Promise<Order> {
    return this.confirm(await this.placed(units));
  }

  confirm(order: Order): Promise<Order> {
    const next = confirm(order, { at: new Date(), actor: 'system' });
    const lines = order.items.map(({ sku, quantity }) => ({ sku, quantity }));
    return this.get(Transactions).run(async (transaction) => {
      await this.get(StockRepository).reserve([{ orderId: order.id, lines }], new Date(), transaction);
      await this.orders.advance([next], transaction);
      return next;
    });
  }

  async fulfilled(units: Record<string, number>): Promise<Order> {
    const { id } = await this.confirmed(units);
    return this.fulfilOrder.execute({ orderId: id, requestId: 'request-1', by: { id: 'admin-1', role: 'admin' } });
  }

  async rejected(units: Record<string, number>): Promise<Order> {
    const next = reject(await this.placed(units), [], { at: new Date(), actor: 'system' });
    await this.get(Transactions).run((transaction) => this.orders.advance([next], transaction));
    return next;
  }

  /** Behind the back of everybody. */
  async tamper(collection: string, filter: object, update: object): Promise<void> {
    const { matchedCount } = await this.connection.collection(collection).updateOne(filter, update);
    if (matchedCount !== 1) {
      throw new Error(`There is nothing to tamper with in ${collection}.`);
    }
  }

  async close(): Promise<void> {
    await this.connection.dropDatabase();
    await this.connection.close();
  }
}

function configWithOwnDatabase(mongoUri: string): Config {
  const uri = new URL(mongoUri);
  uri.pathname = `/shop_${randomBytes(6).toString('hex')}`;
  return parseConfig({
    MONGO_URI: uri.href,
    JWT_SECRET: 'a-secret-that-is-only-used-by-these-tests',
    AWS_REGION: 'eu-central-1',
    SQS_QUEUE_URL: 'http://127.0.0.1:1/queue/orders',
    SES_EMAIL: 'shop@example.com',
  });
}
