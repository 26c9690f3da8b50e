import { Injectable } from '@nestjs/common';
import { LiveUpdates, OutboxRelay } from '@app/messaging';
import { Order } from '../domain/order';
import { orderEventOf } from '../domain/order-event';
import { OrderCache } from '../ports/order-cache';
import { OrderChanges } from '../ports/order-changes';
import { OrderMetrics } from './order-metrics';

/** Announces a change everywhere at once: to its queue, to the cache, and live to every API; and counts it. */
@Injectable()
export class AnnouncedOrderChanges extends OrderChanges {
  constructor(
    private readonly relay: OutboxRelay,
    private readonly live: LiveUpdates,
    private readonly cache: OrderCache,
    private readonly metrics: OrderMetrics,
  ) {
    super();
  }

  override async imminent(orders: readonly Order[]): Promise<void> {
    await Promise.all(orders.map(({ id, version }) => this.cache.supersede(id, version)));
  }

  override committed(orders: readonly Order[]): void {
    this.relay.announce(orders.map(orderEventOf));
    this.metrics.committed(orders);
    // Nobody waits for news of an order that is just being placed, and nobody has a copy.
    for (const { id, version, status } of orders.filter((order) => order.version > 1)) {
      void this.cache.supersede(id, version);
      this.live.publish({ id, version, status });
    }
  }
}
