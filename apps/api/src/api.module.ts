import { DynamicModule, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { AuthModule, JwtAuthGuard, RolesGuard } from '@app/auth';
import { InventoryModule } from '@app/inventory';
import { MessagingModule, QueueProbe } from '@app/messaging';
import { NotificationsModule } from '@app/notifications';
import { OrdersModule } from '@app/orders';
import { CacheProbe, ConfigModule, HealthModule, MetricsModule, MongoModule, MongoProbe, ThrottleGuard, ThrottlingModule } from '@app/platform';
import { WebhooksModule } from '@app/webhooks';
import { DeadLettersController } from './admin/dead-letters.controller';
import { UsersController } from './admin/users.controller';
import { ApiExtensions } from './api-extensions';
import { AuditController } from './audit/audit.controller';
import { AuditDatabase } from './audit/audit-database';
import { AccountMails } from './auth/account-mails';
import { authControllers } from './auth/auth-controllers';
import { EnsureAdminHook } from './auth/ensure-admin.hook';
import { HealthController } from './health/health.controller';
import { InventoryController } from './inventory/inventory.controller';
import { MetricsController } from './metrics/metrics.controller';
import { Operations } from './operations/operations';
import { OperationsController } from './operations/operations.controller';
import { OperationsPageController } from './operations/operations-page.controller';
import { WatchOperations } from './operations/watch-operations';
import { AwaitDecision } from './orders/await-decision';
import { FollowOrder } from './orders/follow-order';
import { InventoryCatalog } from './orders/inventory-catalog';
import { InventoryStock } from './orders/inventory-stock';
import { OrderDtoJson } from './orders/order-dto-json';
import { OrderEventsController } from './orders/order-events.controller';
import { OrderUpdates } from './orders/order-updates';
import { OrderUpdatesController } from './orders/order-updates.controller';
import { OrderEndingController } from './orders/order-ending.controller';
import { OrdersController } from './orders/orders.controller';
import { SignedCursors } from './signed-cursors';
import { Followers } from './streams/followers';
import { ResealSecretsHook } from './webhooks/reseal-secrets.hook';
import { WebhookDeliveriesController } from './webhooks/webhook-deliveries.controller';
import { WebhooksController } from './webhooks/webhooks.controller';

const messaging = MessagingModule.register();
const inventory = InventoryModule.register();
const notifications = NotificationsModule.register();

/** Composition root: what takes orders over HTTP. Closed by default: a route is public only if it says so. */
@Module({
  controllers: [
    ...authControllers,
    OrdersController,
    OrderEndingController,
    OrderEventsController,
    OrderUpdatesController,
    InventoryController,
    AuditController,
    DeadLettersController,
    UsersController,
    OperationsController,
    OperationsPageController,
    WebhooksController,
    WebhookDeliveriesController,
    HealthController,
    MetricsController,
  ],
  providers: [
    { provide: APP_GUARD, useExisting: JwtAuthGuard },
    { provide: APP_GUARD, useExisting: RolesGuard },
    { provide: APP_GUARD, useExisting: ThrottleGuard },
    EnsureAdminHook,
    ResealSecretsHook,
    OrderUpdates,
    AwaitDecision,
    FollowOrder,
    Followers,
    Operations,
    WatchOperations,
    AuditDatabase,
    SignedCursors,
  ],
})
export class ApiModule {
  static register({ pricing, passwordHasher, imports = [] }: ApiExtensions = {}): DynamicModule {
    return {
      module: ApiModule,
      imports: [
        ConfigModule,
        MongoModule,
        MetricsModule,
        ThrottlingModule,
        messaging,
        inventory,
        AuthModule.register({ notices: AccountMails, passwordHasher, imports: [notifications, ...imports] }),
        OrdersModule.register({
          imports: [messaging, inventory, ...imports],
          catalog: InventoryCatalog,
          stock: InventoryStock,
          representation: OrderDtoJson,
          pricing,
        }),
        notifications,
        WebhooksModule.register(),
        HealthModule.register({ imports: [messaging], probes: [MongoProbe, QueueProbe, CacheProbe] }),
        ...imports,
      ],
    };
  }
}
