import { Injectable } from '@nestjs/common';
import { VersionedCache } from '@app/platform';
import { Order, TimelineEntry } from '../domain/order';
import { mayBecome, orderStatuses } from '../domain/order-status';
import { OrderCache } from '../ports/order-cache';

const ttlSeconds = 60;
const finalStatuses = orderStatuses.filter((from) => !orderStatuses.some((to) => mayBecome(from, to)));

/** An order as JSON leaves it: dates are text. */
type StoredOrder = Omit<Order, 'createdAt' | 'updatedAt' | 'timeline'> & {
  createdAt: string;
  updatedAt: string;
  timeline: (Omit<TimelineEntry, 'at'> & { at: string })[];
};

/**
 * Copies of orders in the process's cache. One that is not shared hears too late, or never, what other processes do:
 * it keeps only orders that cannot change any more.
 */
@Injectable()
export class JsonOrderCache extends OrderCache {
  constructor(private readonly cache: VersionedCache) {
    super();
  }

  override async get(id: string): Promise<Order | undefined> {
    const stored = (await this.cache.get(keyOf(id))) as StoredOrder | undefined;
    return stored && revive(stored);
  }

  override async put(order: Order): Promise<void> {
    if (this.cache.isShared || finalStatuses.includes(order.status)) {
      await this.cache.set(keyOf(order.id), order, ttlSeconds);
    }
  }

  override async supersede(id: string, version: number): Promise<void> {
    // Nothing is older than the first version, and every order that is placed comes by here.
    if (version > 1) {
      await this.cache.supersede(keyOf(id), version);
    }
  }
}

/** The number grows when the shape of what is stored changes. */
function keyOf(id: string): string {
  return `order:2:${id}`;
}

function revive(stored: StoredOrder): Order {
  return {
    ...stored,
    createdAt: new Date(stored.createdAt),
    updatedAt: new Date(stored.updatedAt),
    timeline: stored.timeline.map((entry) => ({ ...entry, at: new Date(entry.at) })),
  };
}
