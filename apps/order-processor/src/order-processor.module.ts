import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { AuthModule, JwtAuthGuard, RolesGuard } from '@app/auth';
import { InventoryModule } from '@app/inventory';
import { ConsumersProbe, MessagingModule, moreReceivers, QueueProbe, queueNames } from '@app/messaging';
import { NotificationsModule } from '@app/notifications';
import { OrdersModule } from '@app/orders';
import { CacheProbe, HealthModule, MetricsModule, MongoModule, MongoProbe } from '@app/platform';
import { WebhooksModule } from '@app/webhooks';
import { CustomerNotifications } from './customer-notifications';
import { DecideOrders } from './decide-orders';
import { EventsConsumer } from './events.consumer';
import { FailurePolicy } from './failure.policy';
import { HealthController } from './health.controller';
import { MetricsController } from './metrics.controller';
import { NotifyCustomer } from './notify-customer';
import { NotifyWebhooks } from './notify-webhooks';
import { OrderWebhooks } from './order-webhooks';
import { OrdersConsumer } from './orders.consumer';
import { ReadOrderEvents } from './read-order-events';

/** Each has up to ten messages in hand: together they fill the batches in which orders are decided. */
const receivers = 20;

const messaging = MessagingModule.register({
  consumes: [queueNames.orders, queueNames.events],
  receivers,
  needs: [MongoProbe],
  imports: [MongoModule],
});
const auth = AuthModule.register();
const orders = OrdersModule.register({ imports: [messaging] });
const notifications = NotificationsModule.register({ source: CustomerNotifications, imports: [orders, auth] });

/** Composition root: what decides orders and tells customers. Over HTTP it is closed by default, as the API is. */
@Module({
  imports: [
    MongoModule,
    MetricsModule,
    messaging,
    auth,
    InventoryModule.register(),
    orders,
    notifications,
    WebhooksModule.register({ source: OrderWebhooks, imports: [orders, auth, notifications] }),
    HealthModule.register({ imports: [messaging], probes: [MongoProbe, QueueProbe, CacheProbe, ConsumersProbe] }),
  ],
  controllers: [HealthController, MetricsController],
  providers: [
    { provide: APP_GUARD, useExisting: JwtAuthGuard },
    { provide: APP_GUARD, useExisting: RolesGuard },
    DecideOrders,
    OrdersConsumer,
    ...moreReceivers(OrdersConsumer, queueNames.orders, receivers),
    EventsConsumer,
    ...moreReceivers(EventsConsumer, queueNames.events, receivers),
    NotifyCustomer,
    NotifyWebhooks,
    ReadOrderEvents,
    FailurePolicy,
  ],
})
export class OrderProcessorModule {}
