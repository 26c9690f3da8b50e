import { DynamicModule, Module, Provider, Type } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { AuthModule, JwtAuthGuard, RolesGuard } from '@app/auth';
import { InventoryModule } from '@app/inventory';
import { ConsumersProbe, MessagingModule, moreReceivers, QueueProbe, queueNames } from '@app/messaging';
import { NotificationsModule } from '@app/notifications';
import { OrderScreening, OrdersModule } from '@app/orders';
import { CacheProbe, HealthModule, Metrics, MetricsModule, MongoModule, MongoProbe, TracingModule } from '@app/platform';
import { WebhooksModule } from '@app/webhooks';
import { AllocateStock } from './allocate-stock';
import { CustomerNotifications } from './customer-notifications';
import { DecideOrders } from './decide-orders';
import { EventsConsumer } from './events.consumer';
import { FailurePolicy } from './failure.policy';
import { HandlersConsumer } from './handlers.consumer';
import { HealthController } from './health.controller';
import { MetricsController } from './metrics.controller';
import { NotifyCustomer } from './notify-customer';
import { NotifySubscribers } from './notify-subscribers';
import { assertUnscoped, OrderEventHandlers } from './order-event-handlers';
import { OrderProcessorExtensions } from './order-processor-extensions';
import { OrderWebhooks } from './order-webhooks';
import { OrdersConsumer } from './orders.consumer';
import { ReadOrderEvents } from './read-order-events';
import { ScreenOrders } from './screen-orders';
import { TellHandlers } from './tell-handlers';

/** Each has up to ten messages in hand: together they fill the batches in which orders are decided. */
const receivers = 20;

const auth = AuthModule.register();

/** Composition root: what decides orders and tells customers. Over HTTP it is closed by default, as the API is. */
@Module({
  controllers: [HealthController, MetricsController],
  providers: [
    { provide: APP_GUARD, useExisting: JwtAuthGuard },
    { provide: APP_GUARD, useExisting: RolesGuard },
    AllocateStock,
    DecideOrders,
    OrdersConsumer,
    ...moreReceivers(OrdersConsumer, queueNames.orders, receivers),
    EventsConsumer,
    ...moreReceivers(EventsConsumer, queueNames.events, receivers),
    NotifyCustomer,
    NotifySubscribers,
    TellHandlers,
    ReadOrderEvents,
    FailurePolicy,
  ],
})
export class OrderProcessorModule {
  static register({ screenings = [], allocation, channels, templates, handlers = [], imports = [] }: OrderProcessorExtensions = {}): DynamicModule {
    assertUnscoped([...screenings, ...(channels ?? []), ...(allocation ? [allocation] : []), ...(templates ? [templates] : []), ...handlers]);
    const messaging = messagingWith(handlers);
    const orders = OrdersModule.register({ imports: [messaging] });
    const notifications = NotificationsModule.register({
      source: CustomerNotifications,
      channels,
      templates,
      imports: [orders, auth, ...imports],
    });
    return {
      module: OrderProcessorModule,
      imports: [
        MongoModule,
        MetricsModule,
        TracingModule,
        messaging,
        auth,
        InventoryModule.register({ allocation, imports }),
        orders,
        notifications,
        WebhooksModule.register({ source: OrderWebhooks, imports: [orders, auth, notifications] }),
        HealthModule.register({ imports: [messaging], probes: [MongoProbe, QueueProbe, CacheProbe, ConsumersProbe] }),
        ...imports,
      ],
      providers: [
        ...screenings,
        {
          provide: ScreenOrders,
          inject: [...screenings],
          useFactory: (...all: OrderScreening[]) => new ScreenOrders(all),
        },
        ...providersOf(handlers),
      ],
    };
  }
}

/** Without handlers there is no queue of their calls. */
function messagingWith(handlers: readonly Type[]): DynamicModule {
  return MessagingModule.register({
    consumes: [queueNames.orders, queueNames.events, ...(handlers.length > 0 ? [queueNames.handlers] : [])],
    receivers,
    needs: [MongoProbe],
    imports: [MongoModule],
  });
}

function providersOf(handlers: readonly Type[]): Provider[] {
  const consumers = handlers.length > 0 ? [HandlersConsumer, ...moreReceivers(HandlersConsumer, queueNames.handlers, receivers)] : [];
  return [
    ...handlers,
    {
      provide: OrderEventHandlers,
      inject: [Metrics, ...handlers],
      useFactory: (metrics: Metrics, ...all: object[]) => new OrderEventHandlers(all, metrics),
    },
    ...consumers,
  ];
}
