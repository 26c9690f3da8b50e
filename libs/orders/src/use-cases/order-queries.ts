import { Injectable } from '@nestjs/common';
import { Page } from '@app/contracts';
import { Order } from '../domain/order';
import { orderNotFound } from '../domain/order.errors';
import { RenderedOrder } from '../domain/rendered-order';
import { mayView, Viewer } from '../domain/viewer';
import { OrderCache } from '../ports/order-cache';
import { OrderRepresentation } from '../ports/order-representation';
import { OrderFilter, OrderRepository } from '../ports/order.repository';

/** Reads of orders, each limited to what the viewer may see. */
@Injectable()
export class OrderQueries {
  constructor(
    private readonly orders: OrderRepository,
    private readonly cache: OrderCache,
    private readonly representation: OrderRepresentation,
  ) {}

  /** The order as it goes out, which is all that reading one takes. @throws DomainError `order_not_found` (not_found), also for an order of somebody else. */
  async order(viewer: Viewer, id: string): Promise<RenderedOrder> {
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
  private async load(id: string): Promise<RenderedOrder | undefined> {
    const order = await this.orders.byId(id);
    const rendered = order && this.render(order);
    if (rendered && rendered.status !== 'PENDING') {
      await this.cache.put(rendered);
    }
    return rendered;
  }

  private render(order: Order): RenderedOrder {
    const { id, userId, status, version } = order;
    return { id, userId, status, version, json: this.representation.render(order) };
  }
}
