import { Order, Refusal } from '../domain/order';

/**
 * A reason not to accept an order, whatever is in stock: fraud, limits, addresses. Called by the order processor for each
 * order that waits for its decision, before stock is looked at, and again whenever the decision has to be made again: it
 * must do no harm by being asked twice. Several are asked one after the other, in the order in which they were given; the
 * first that refuses decides. Bind yours among the `screenings` of the order processor, in `shop/extensions.ts`.
 */
export abstract class OrderScreening {
  /**
   * Why the order is refused, or nothing. Only this answer refuses; an error never does: the order waits, and is tried
   * again. After a `DomainError` of kind `unavailable`, and when there was no answer within ten seconds, that goes on for as
   * long as it takes; after any other error a few times, and then it lies among the dead letters.
   */
  abstract screen(order: Order): Promise<Refusal | undefined>;
}
