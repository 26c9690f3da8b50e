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

  /**
   * Once it resolves, the event is on record or on its queue for each of them and needs no further call. Handlers come last, also
   * after what else is to be done: they are called again whenever an event is repeated, because something of it failed.
   */
  async execute(event: OrderEvent, { after }: { after?: Promise<void> } = {}): Promise<void> {
    await Promise.all([after, this.recordForWebhooks(event)]);
    await this.tellHandlers.execute(event);
  }

  private async recordForWebhooks(event: OrderEvent): Promise<void> {
    this.dispatch.ring(await this.recordWebhookEvent.execute(event));
  }
}
