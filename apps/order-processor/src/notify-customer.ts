import { Injectable } from '@nestjs/common';
import { OrderEvent, OrderEventType } from '@app/contracts';
import { NotificationKind, SendNotification } from '@app/notifications';

const kinds: Partial<Record<OrderEventType, NotificationKind>> = {
  'order.confirmed': 'order_confirmed',
  'order.rejected': 'order_rejected',
  'order.cancelled': 'order_cancelled',
};

/** Tells a customer what happened to their order. */
@Injectable()
export class NotifyCustomer {
  constructor(private readonly sendNotification: SendNotification) {}

  /** Once it resolves, the event is on record and needs no further call. Does nothing for events that customers are not told of. */
  async execute({ id: eventId, type, traceparent, data: { orderId, userId } }: OrderEvent): Promise<void> {
    const kind = kinds[type];
    if (kind) {
      await this.sendNotification.execute({ eventId, kind, orderId, userId, ...(traceparent !== undefined && { traceparent }) });
    }
  }
}
