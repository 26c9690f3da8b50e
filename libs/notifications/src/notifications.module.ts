import { DynamicModule, Module, ModuleMetadata, Provider, Type } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { ConfigModule, Metrics, MetricsModule, MongoModule, Traces, TracingModule } from '@app/platform';
import { measured } from './defaults/measured-channel';
import { OrderMessageTemplates } from './defaults/order-message-templates';
import { RegisteredChannels } from './defaults/registered-channels';
import { DeliveryRetries } from './delivery-retries';
import { DeliveryBacklog } from './mongo/delivery-backlog';
import { deliveryModel, deliverySchema } from './mongo/delivery.schema';
import { MongoDeliveryRepository } from './mongo/mongo-delivery.repository';
import { DeliveryRepository } from './ports/delivery.repository';
import { MessageTemplates } from './ports/message-templates';
import { NotificationChannel } from './ports/notification-channel';
import { NotificationChannels } from './ports/notification-channels';
import { NotificationSource } from './ports/notification-source';
import { SesEmailChannel } from './ses/ses-email.channel';
import { DeliveryQueries } from './use-cases/delivery-queries';
import { NotifyAccount } from './use-cases/notify-account';
import { SendNotification } from './use-cases/send-notification';

export interface NotificationsOptions {
  /** Where orders and customers are looked up; an app that tells customers must bind it, others only put on record and read. */
  source?: Type<NotificationSource>;
  /** How customers are reached; a notification goes through all of them. Default: `SesEmailChannel`. */
  channels?: readonly Type<NotificationChannel>[];
  /** The words. Default: `OrderMessageTemplates`. */
  templates?: Type<MessageTemplates>;
  /** Modules whose exports those three inject. */
  imports?: ModuleMetadata['imports'];
}

/** Tells customers what became of their orders, each once by each channel. */
@Module({})
export class NotificationsModule {
  /** Called once by an app, in its composition root. */
  static register({ imports = [], ...options }: NotificationsOptions = {}): DynamicModule {
    const sending = sendingProviders(options);
    return {
      module: NotificationsModule,
      imports: [
        ConfigModule,
        MetricsModule,
        TracingModule,
        MongoModule,
        MongooseModule.forFeature([{ name: deliveryModel, schema: deliverySchema }]),
        ...imports,
      ],
      providers: [{ provide: DeliveryRepository, useClass: MongoDeliveryRepository }, DeliveryBacklog, DeliveryQueries, NotifyAccount, ...sending],
      exports: [DeliveryQueries, NotifyAccount, ...(sending.length > 0 ? [SendNotification] : [])],
    };
  }
}

function sendingProviders({
  source,
  channels = [SesEmailChannel],
  templates = OrderMessageTemplates,
}: NotificationsOptions): Provider[] {
  if (!source) {
    return [];
  }
  return [
    ...channels,
    {
      provide: NotificationChannels,
      inject: [Metrics, Traces, ...channels],
      useFactory: (metrics: Metrics, traces: Traces, ...all: NotificationChannel[]) => new RegisteredChannels(measured(all, metrics, traces)),
    },
    { provide: MessageTemplates, useClass: templates },
    { provide: NotificationSource, useClass: source },
    SendNotification,
    DeliveryRetries,
  ];
}
