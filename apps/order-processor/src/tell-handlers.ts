import { Injectable } from '@nestjs/common';
import { OrderEvent } from '@app/contracts';
import { HandlerCalls } from '@app/messaging';
import { OrderEventHandlers } from './order-event-handlers';

/** Has a shop's own handlers told what happened to an order. */
@Injectable()
export class TellHandlers {
  constructor(
    private readonly handlers: OrderEventHandlers,
    private readonly calls: HandlerCalls,
  ) {}

  /** Once it resolves, SQS has a call for each of them. Repeated, it has them called again. */
  async execute(event: OrderEvent): Promise<void> {
    await Promise.all(this.handlers.namesFor(event.type).map((handler) => this.calls.add({ handler, event })));
  }
}
