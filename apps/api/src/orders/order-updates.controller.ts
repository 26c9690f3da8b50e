import { Controller } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import { OrderUpdated, parseOrderUpdates } from '@app/contracts';
import { orderUpdatedPattern } from '@app/messaging';
import { OrderCache } from '@app/orders';
import { OrderUpdates } from './order-updates';

/** Hears what other processes did to orders: lets go of older copies and wakes who waits. */
@Controller()
export class OrderUpdatesController {
  constructor(
    private readonly updates: OrderUpdates,
    private readonly cache: OrderCache,
  ) {}

  @EventPattern(orderUpdatedPattern)
  async orderUpdated(@Payload() payload: unknown): Promise<void> {
    await Promise.all(parseOrderUpdates(payload).map((update) => this.hear(update)));
  }

  private async hear(update: OrderUpdated): Promise<void> {
    await this.cache.supersede(update.id, update.version);
    this.updates.heard(update);
  }
}
