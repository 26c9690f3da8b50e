import { DynamicModule, Module, ModuleMetadata, Provider, Type } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { LiveModule, Outbox, OutboxRelay } from '@app/messaging';
import { CacheModule, MetricsModule, MongoModule } from '@app/platform';
import { JsonOrderCache } from './defaults/json-order-cache';
import { ListPrice } from './defaults/list-price';
import { AnnouncedOrderChanges } from './defaults/announced-order-changes';
import { OrderMetrics } from './defaults/order-metrics';
import { MongoOrderOutbox } from './mongo/mongo-order-outbox';
import { MongoOrderRecords } from './mongo/mongo-order-records';
import { MongoOrderRepository } from './mongo/mongo-order.repository';
import { MongoRecentOrders } from './mongo/mongo-recent-orders';
import { OrderBacklog } from './mongo/order-backlog';
import { orderModel, orderSchema } from './mongo/order.schema';
import { OrderCache } from './ports/order-cache';
import { OrderChanges } from './ports/order-changes';
import { OrderRecords } from './ports/order-records';
import { OrderRepresentation } from './ports/order-representation';
import { OrderStock } from './ports/order-stock';
import { OrderRepository } from './ports/order.repository';
import { PricingPolicy } from './ports/pricing-policy';
import { ProductCatalog } from './ports/product-catalog';
import { RecentOrders } from './ports/recent-orders';
import { CancelOrder } from './use-cases/cancel-order';
import { FulfilOrder } from './use-cases/fulfil-order';
import { OrderQueries } from './use-cases/order-queries';
import { PlaceOrder } from './use-cases/place-order';

export interface OrdersOptions {
  /** Where the app's modules live that the bindings below need; the messaging, unless it only reads. */
  imports?: NonNullable<ModuleMetadata['imports']>;
  /** Where prices and names come from; an app that places orders must bind it. */
  catalog?: Type<ProductCatalog>;
  /** The stock behind confirmed orders; an app that cancels and fulfils orders must bind it. */
  stock?: Type<OrderStock>;
  /** What a customer pays. Default: `ListPrice`. */
  pricing?: Type<PricingPolicy>;
  /** How an order looks outside; an app that shows orders must bind it. */
  representation?: Type<OrderRepresentation>;
  /** Whether the app only reads orders: then it announces nothing, not even what others left behind. */
  readsOnly?: boolean;
}

/** Orders: placing, reading, ending, and announcing what happens to them. */
@Module({})
export class OrdersModule {
  /** Called once by an app, in its composition root. */
  static register({ imports = [], readsOnly = false, ...options }: OrdersOptions = {}): DynamicModule {
    const announcing = readsOnly ? [] : [{ provide: OrderChanges, useClass: AnnouncedOrderChanges }, OrderMetrics, OutboxRelay];
    return {
      module: OrdersModule,
      imports: [
        MongoModule,
        MetricsModule,
        CacheModule,
        ...(readsOnly ? [] : [LiveModule]),
        MongooseModule.forFeature([{ name: orderModel, schema: orderSchema }]),
        ...imports,
      ],
      providers: [
        { provide: OrderRepository, useClass: MongoOrderRepository },
        { provide: OrderRecords, useClass: MongoOrderRecords },
        { provide: RecentOrders, useClass: MongoRecentOrders },
        OrderBacklog,
        { provide: OrderCache, useClass: JsonOrderCache },
        { provide: Outbox, useClass: MongoOrderOutbox },
        ...showingProviders(options),
        ...announcing,
        ...writingProviders(options),
      ],
      exports: [
        OrderRepository,
        OrderRecords,
        RecentOrders,
        OrderCache,
        Outbox,
        ...(options.representation ? [OrderQueries] : []),
        ...exportedWriters(options, readsOnly),
      ],
    };
  }
}

function showingProviders({ representation }: OrdersOptions): Provider[] {
  return representation ? [{ provide: OrderRepresentation, useClass: representation }, OrderQueries] : [];
}

function writingProviders({ catalog, stock, pricing = ListPrice }: OrdersOptions): Provider[] {
  const placing = catalog
    ? [{ provide: ProductCatalog, useClass: catalog }, { provide: PricingPolicy, useClass: pricing }, PlaceOrder]
    : [];
  const ending = stock ? [{ provide: OrderStock, useClass: stock }, CancelOrder, FulfilOrder] : [];
  return [...placing, ...ending];
}

function exportedWriters({ catalog, stock }: OrdersOptions, readsOnly: boolean): NonNullable<DynamicModule['exports']> {
  return [...(readsOnly ? [] : [OrderChanges]), ...(catalog ? [PlaceOrder] : []), ...(stock ? [CancelOrder, FulfilOrder] : [])];
}
