import { Injectable } from '@nestjs/common';
import { DomainError, OrderEvent } from '@app/contracts';
import { OnOrderEvent } from '@app/messaging';
import { OrderRepository } from '@app/orders';
import { Courier } from './courier';

/** A courier comes for every order that is confirmed. */
@Injectable()
export class BookCourier {
  constructor(
    private readonly orders: OrderRepository,
    private readonly courier: Courier,
  ) {}

  @OnOrderEvent('order.confirmed')
  async book({ id, data }: OrderEvent): Promise<void> {
    const order = await this.orders.byId(data.orderId);
    if (!order) {
      throw new DomainError({ kind: 'not_found', code: 'order_not_found', message: `There is no order ${data.orderId}.` });
    }
    const units = order.items.reduce((sum, { quantity }) => sum + quantity, 0);
    await this.courier.book(`${order.id}: ${units} units`, id);
  }
}
