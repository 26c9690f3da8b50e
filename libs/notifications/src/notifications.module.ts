import { DynamicModule, Module, ModuleMetadata, Type } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import { ConfigModule, MongoModule } from '@app/platform';
import { OrderMessageTemplates } from './defaults/order-message-templates';
import { RegisteredChannels } from './defaults/registered-channels';
import { deliveryModel, deliverySchema } from './mongo/delivery.schema';
import { MongoDeliveryRepository } from './mongo/mongo-delivery.repository';
import { DeliveryRepository } from './ports/delivery.repository';
import { MessageTemplates } from './ports/message-templates';
import { NotificationChannel } from './ports/notification-channel';
import { NotificationChannels } from './ports/notification-channels';
import { SesEmailChannel } from './ses/ses-email.channel';
import { SendNotification } from './use-cases/send-notification';

export interface NotificationsOptions {
  /** How customers are reached; a notification goes through all of them. Default: `SesEmailChannel`. */
  channels?: readonly Type<NotificationChannel>[];
  /** The words. Default: `OrderMessageTemplates`. */
  templates?: Type<MessageTemplates>;
  /** Modules whose exports those channels and templates inject. */
  imports?: ModuleMetadata['imports'];
}

/** Tells customers what became of their orders, each once by each channel. */
@Module({})
export class NotificationsModule {
  /** Called once by an app, in its composition root. */
  static register({
    channels = [SesEmailChannel],
    templates = OrderMessageTemplates,
    imports = [],
  }: NotificationsOptions = {}): DynamicModule {
    return {
      module: NotificationsModule,
      imports: [
        ConfigModule,
        MongoModule,
        MongooseModule.forFeature([{ name: deliveryModel, schema: deliverySchema }]),
        ...imports,
      ],
      providers: [
        ...channels,
        {
          provide: NotificationChannels,
          inject: [...channels],
          useFactory: (...all: NotificationChannel[]) => new RegisteredChannels(all),
        },
        { provide: MessageTemplates, useClass: templates },
        { provide: DeliveryRepository, useClass: MongoDeliveryRepository },
        SendNotification,
      ],
      exports: [SendNotification],
    };
  }
}
