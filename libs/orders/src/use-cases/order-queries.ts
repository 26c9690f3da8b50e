import { Injectable } from '@nestjs/common';
import { Page } from '@app/contracts';
import { Order } from '../domain/order';
import { orderNotFound } from '../domain/order.errors';
import { mayView, Viewer } from '../domain/viewer';
import { OrderCache } from '../ports/order-cache';
import { OrderFilter, OrderRepository } from '../ports/order.repository';

/** Reads of orders, each limited to what the viewer may see. */
@Injectable()
export class OrderQueries {
  constructor(
    private readonly orders: OrderRepository,
    private readonly cache: OrderCache,
  ) {}

  /** @throws DomainError `order_not_found` (not_found), also for an order of somebody else. */
  async order(viewer: Viewer, id: string): Promise<Order> {
    const order = (await this.cache.get(id)) ?? (await this.load(id));
    if (!order || !mayView(viewer, order)) {
      throw orderNotFound();
    }
    return order;
  }

  /** Newest first. `userId` in the filter is only heeded for an administrator. */
  list(viewer: Viewer, filter: OrderFilter): Promise<Page<Order>> {
    return this.orders.list(viewer.role === 'admin' ? filter : { ...filter, userId: viewer.id });
  }

  /** A pending order is about to change and is not worth a copy. */
  private async load(id: string): Promise<Order | undefined> {
    const order = await this.orders.byId(id);
    if (order && order.status !== 'PENDING') {
      await this.cache.put(order);
    }
    return order;
  }
}
