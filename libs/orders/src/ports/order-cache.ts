import { RenderedOrder } from '../domain/rendered-order';

/** Copies of orders that are quicker than the database. Never fails and never decides anything; bound by `OrdersModule`. */
export abstract class OrderCache {
  /** Called before the database is read. */
  abstract get(id: string): Promise<RenderedOrder | undefined>;

  /**
   * Called with what the database held, however long ago: it replaces no newer copy, and is refused if superseded.
   * Never called with a pending order.
   */
  abstract put(order: RenderedOrder): Promise<void>;

  /**
   * Called with the version an order is about to get, by whoever makes the change, before it is committed; and again
   * by whoever hears of it. Copies older than `version` are gone, and none comes back, in this process at once and in
   * all others that share them as soon as the cache can be reached. A change that then is not made costs a copy.
   */
  abstract supersede(id: string, version: number): Promise<void>;
}
