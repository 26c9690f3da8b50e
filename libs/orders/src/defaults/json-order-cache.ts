import { Injectable } from '@nestjs/common';
import { JsonCache } from '@app/platform';
import { Order, TimelineEntry } from '../domain/order';
import { OrderCache } from '../ports/order-cache';

const ttlSeconds = 60;

/** An order as JSON leaves it: dates are text. */
type StoredOrder = Omit<Order, 'createdAt' | 'updatedAt' | 'timeline'> & {
  createdAt: string;
  updatedAt: string;
  timeline: (Omit<TimelineEntry, 'at'> & { at: string })[];
};

/** Copies of orders in the process's cache. */
@Injectable()
export class JsonOrderCache extends OrderCache {
  constructor(private readonly cache: JsonCache) {
    super();
  }

  override async get(id: string): Promise<Order | undefined> {
    const stored = (await this.cache.get(keyOf(id))) as StoredOrder | undefined;
    return stored && revive(stored);
  }

  override put(order: Order): Promise<void> {
    return this.cache.set(keyOf(order.id), order, ttlSeconds);
  }

  override drop(id: string): Promise<void> {
    return this.cache.delete(keyOf(id));
  }
}

/** The number grows when the shape of what is stored changes. */
function keyOf(id: string): string {
  return `order:1:${id}`;
}

function revive(stored: StoredOrder): Order {
  return {
    ...stored,
    createdAt: new Date(stored.createdAt),
    updatedAt: new Date(stored.updatedAt),
    timeline: stored.timeline.map((entry) => ({ ...entry, at: new Date(entry.at) })),
  };
}
