import { Controller } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import { parseOrderUpdated } from '@app/contracts';
import { orderUpdatedPattern } from '@app/messaging';
import { OrderCache } from '@app/orders';
import { OrderUpdates } from './order-updates';

/** Hears what other processes did to orders: drops this process's copy and wakes who waits. */
@Controller()
export class OrderUpdatesController {
  constructor(
    private readonly updates: OrderUpdates,
    private readonly cache: OrderCache,
  ) {}

  @EventPattern(orderUpdatedPattern)
  async orderUpdated(@Payload() payload: unknown): Promise<void> {
    const update = parseOrderUpdated(payload);
    await this.cache.drop(update.id);
    this.updates.heard(update);
  }
}
