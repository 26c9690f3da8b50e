import { Injectable } from '@nestjs/common';
import { OrderEvent } from '@app/contracts';
import { RecordWebhookEvent, WebhookDispatch } from '@app/webhooks';
import { TellHandlers } from './tell-handlers';

/** Tells the programs that want to know what happened to an order: a shop's own handlers, and webhooks. */
@Injectable()
export class NotifySubscribers {
  constructor(
    private readonly recordWebhookEvent: RecordWebhookEvent,
    private readonly dispatch: WebhookDispatch,
    private readonly tellHandlers: TellHandlers,
  ) {}

  /** Once it resolves, the event is on record for webhooks. Repeated, it changes nothing. */
  async record(event: OrderEvent): Promise<void> {
    this.dispatch.ring(await this.recordWebhookEvent.execute(event));
  }

  /** Once it resolves, SQS has a call for each handler. To come last: repeated, because something of the event failed, it has them called again. */
  call(event: OrderEvent): Promise<void> {
    return this.tellHandlers.execute(event);
  }
}
