import { Injectable } from '@nestjs/common';
import { OrderEvent } from '@app/contracts';
import { RecordWebhookEvent, WebhookDispatch } from '@app/webhooks';

/** Tells the programs that want to know what happened to an order. */
@Injectable()
export class NotifyWebhooks {
  constructor(
    private readonly recordWebhookEvent: RecordWebhookEvent,
    private readonly dispatch: WebhookDispatch,
  ) {}

  /** Once it resolves, the event is on record for each of them and needs no further call. */
  async execute(event: OrderEvent): Promise<void> {
    this.dispatch.ring(await this.recordWebhookEvent.execute(event));
  }
}
