import { Injectable } from '@nestjs/common';
import { Order, OrderRepresentation } from '@app/orders';
import { OrderDto } from './order.dto';

/** An order as `OrderDto` shows it. */
@Injectable()
export class OrderDtoJson extends OrderRepresentation {
  override render(order: Order): string {
    return JSON.stringify(OrderDto.of(order));
  }
}
