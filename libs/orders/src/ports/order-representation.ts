import { Order } from '../domain/order';

/**
 * How an order looks outside. An app that shows orders binds it with `OrdersModule.register({ representation })`;
 * without it there is no `OrderQueries`.
 */
export abstract class OrderRepresentation {
  /**
   * Called by OrderQueries for an order that has no copy yet. Gives the JSON text that goes out, to everybody who may
   * see the order, for as long as it has this version: so it must depend on the order alone.
   */
  abstract render(order: Order): string;
}
