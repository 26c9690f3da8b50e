import { Injectable } from '@nestjs/common';
import { LiveUpdates, OutboxRelay } from '@app/messaging';
import { Order } from '../domain/order';
import { orderEventOf } from '../domain/order-event';
import { OrderCache } from '../ports/order-cache';
import { OrderChanges } from '../ports/order-changes';

/** Announces a change everywhere at once: to its queue, to the cache, and live to every API. */
@Injectable()
export class AnnouncedOrderChanges extends OrderChanges {
  constructor(
    private readonly relay: OutboxRelay,
    private readonly live: LiveUpdates,
    private readonly cache: OrderCache,
  ) {
    super();
  }

  override committed(orders: readonly Order[]): void {
    this.relay.announce(orders.map(orderEventOf));
    for (const { id, version, status } of orders) {
      void this.cache.drop(id);
      this.live.publish({ id, version, status });
    }
  }
}
