import { Injectable } from '@nestjs/common';
import { VersionedCache } from '@app/platform';
import { mayBecome, OrderStatus, orderStatuses } from '../domain/order-status';
import { RenderedOrder } from '../domain/rendered-order';
import { OrderCache } from '../ports/order-cache';

const ttlSeconds = 60;
/** Version 1 is the order as it was placed, pending: of that there are no copies. */
const oldestCopied = 2;
const finalStatuses = orderStatuses.filter((from) => !orderStatuses.some((to) => mayBecome(from, to)));

/**
 * Orders as they go out, in the process's cache. What a process keeps for itself hears too late, or never, what other
 * processes do: so that is only orders that cannot change any more.
 */
@Injectable()
export class JsonOrderCache extends OrderCache {
  constructor(private readonly cache: VersionedCache) {
    super();
  }

  override async get(id: string): Promise<RenderedOrder | undefined> {
    const text = await this.cache.getText(keyOf(id));
    return text === undefined ? undefined : fromText(id, text);
  }

  override async put(order: RenderedOrder): Promise<void> {
    const copy = { version: order.version, text: toText(order) };
    if (finalStatuses.includes(order.status)) {
      await this.cache.setFinalText(keyOf(order.id), copy, ttlSeconds);
    } else if (this.cache.isShared) {
      await this.cache.setText(keyOf(order.id), copy, ttlSeconds);
    }
  }

  override async supersede(id: string, version: number): Promise<void> {
    // Every order that is placed, and every first decision, comes by here: nothing is to be told of them.
    if (version > oldestCopied) {
      await this.cache.supersede(keyOf(id), version);
    }
  }
}

/** The number grows when the shape of what is stored changes. */
function keyOf(id: string): string {
  return `order:3:${id}`;
}

/** The facts come first, in a line of their own: what goes out is not read, only cut off. */
function toText({ userId, version, status, json }: RenderedOrder): string {
  return `${JSON.stringify([userId, version, status])}\n${json}`;
}

/** Undefined for a text that is no order of ours: others may write to Redis, too. */
function fromText(id: string, text: string): RenderedOrder | undefined {
  const end = text.indexOf('\n');
  const [userId, version, status] = factsIn(text.slice(0, Math.max(0, end)));
  const isOurs = typeof userId === 'string' && Number.isInteger(version) && orderStatuses.includes(status as OrderStatus);
  return isOurs ? { id, userId, version: version as number, status: status as OrderStatus, json: text.slice(end + 1) } : undefined;
}

function factsIn(line: string): readonly unknown[] {
  try {
    const facts: unknown = JSON.parse(line);
    return Array.isArray(facts) ? facts : [];
  } catch {
    return [];
  }
}
