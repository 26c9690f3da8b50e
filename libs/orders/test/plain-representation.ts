import { Order } from '../src/domain/order';
import { RenderedOrder } from '../src/domain/rendered-order';
import { OrderRepresentation } from '../src/ports/order-representation';

/** Orders as JSON shows them, whole. */
export class PlainRepresentation extends OrderRepresentation {
  override render(order: Order): string {
    return JSON.stringify(order);
  }
}

/** An order as its readers get it. */
export function rendered(order: Order): RenderedOrder {
  const { id, userId, status, version } = order;
  return { id, userId, status, version, json: new PlainRepresentation().render(order) };
}
