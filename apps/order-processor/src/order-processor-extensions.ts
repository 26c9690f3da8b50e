import { ModuleMetadata, Type } from '@nestjs/common';
import { AllocationStrategy } from '@app/inventory';
import { MessageTemplates, NotificationChannel } from '@app/notifications';
import { OrderScreening } from '@app/orders';

/** A shop's own rules of deciding and telling; what is left out keeps its default. */
export interface OrderProcessorExtensions {
  /** Reasons not to accept an order, asked in this order. Default: none. */
  screenings?: readonly Type<OrderScreening>[];
  /** Who gets the stock when not everybody can. Default: `FirstComeAllOrNothing`. */
  allocation?: Type<AllocationStrategy>;
  /** How customers are reached; naming any replaces the default, which is `SesEmailChannel` alone. */
  channels?: readonly Type<NotificationChannel>[];
  /** The words. Default: `OrderMessageTemplates`. */
  templates?: Type<MessageTemplates>;
  /** Classes with `@OnOrderEvent` methods, which are told what happens to orders. They may inject `OrderQueries` and `OrderRepository` of `@app/orders`, too. */
  handlers?: readonly Type[];
  /** Modules whose exports these inject. */
  imports?: NonNullable<ModuleMetadata['imports']>;
}
