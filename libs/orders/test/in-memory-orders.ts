import { Page } from '@app/contracts';
import { Order } from '../src/domain/order';
import { RenderedOrder } from '../src/domain/rendered-order';
import { OrderCache } from '../src/ports/order-cache';
import { OrderChanges } from '../src/ports/order-changes';
import { OrderFilter, OrderRepository } from '../src/ports/order.repository';
import { CatalogProduct, ProductCatalog } from '../src/ports/product-catalog';

/** Orders in memory, for use cases; remembers what it was asked to list. */
export class InMemoryOrders extends OrderRepository {
  readonly stored: Order[] = [];
  readonly listed: OrderFilter[] = [];

  override async place(order: Order): Promise<{ order: Order; isNew: boolean }> {
    const holder = this.stored.find((one) => holdsSameKey(one, order));
    if (!holder) {
      this.stored.push(order);
    }
    return { order: holder ?? order, isNew: !holder };
  }

  override async byIdempotencyKey(userId: string, key: string): Promise<Order | undefined> {
    return this.stored.find((order) => order.userId === userId && order.idempotency?.key === key);
  }

  override async byId(id: string): Promise<Order | undefined> {
    return this.stored.find((order) => order.id === id);
  }

  override async list(filter: OrderFilter): Promise<Page<Order>> {
    this.listed.push(filter);
    return { data: [], nextCursor: null };
  }

  override async pendingAmong(): Promise<Order[]> {
    throw new Error('Nothing is decided here.');
  }

  override async unknownAmong(): Promise<string[]> {
    throw new Error('Nothing is decided here.');
  }

  override async advance(): Promise<void> {
    throw new Error('Nothing is decided here.');
  }
}

/** A cache that is a map. */
export class InMemoryOrderCache extends OrderCache {
  readonly copies = new Map<string, RenderedOrder>();
  private readonly oldestAllowed = new Map<string, number>();

  override async get(id: string): Promise<RenderedOrder | undefined> {
    return this.copies.get(id);
  }

  override async put(order: RenderedOrder): Promise<void> {
    if (order.version >= (this.oldestAllowed.get(order.id) ?? 0)) {
      this.copies.set(order.id, order);
      this.oldestAllowed.set(order.id, order.version);
    }
  }

  override async supersede(id: string, version: number): Promise<void> {
    this.oldestAllowed.set(id, Math.max(version, this.oldestAllowed.get(id) ?? 0));
    if ((this.copies.get(id)?.version ?? version) < version) {
      this.copies.delete(id);
    }
  }
}

/** Remembers what was announced. */
export class RememberedChanges extends OrderChanges {
  readonly orders: Order[] = [];

  override async imminent(): Promise<void> {
    throw new Error('A new order has no copies.');
  }

  override committed(orders: readonly Order[]): void {
    this.orders.push(...orders);
  }
}

/** A catalogue of these products. */
export class FixedCatalog extends ProductCatalog {
  constructor(private readonly products: readonly CatalogProduct[]) {
    super();
  }

  override async bySkus(skus: readonly string[]): Promise<readonly CatalogProduct[]> {
    return this.products.filter(({ sku }) => skus.includes(sku));
  }
}

function holdsSameKey(one: Order, other: Order): boolean {
  return other.idempotency !== undefined && one.userId === other.userId && one.idempotency?.key === other.idempotency.key;
}
