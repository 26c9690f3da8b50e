import { randomUUID } from 'node:crypto';
import { v7 as newId } from 'uuid';
import { cancel, confirm, fulfil, newOrder, Order, OrderLine, reject } from '../src/domain/order';

const placedAt = new Date('2026-01-31T09:30:00.000Z');
const decision = { at: new Date('2026-01-31T09:30:01.000Z'), actor: 'system', requestId: 'request-2' } as const;

/** An order as `newOrder` makes it: `anOrder().of('ada').withLines(2).confirmed().build()`. */
export function anOrder(): OrderBuilder {
  return new OrderBuilder(
    newOrder(
      { id: newId(), userId: randomUUID(), items: linesOf(1), currency: 'EUR', total: 950, note: null },
      { at: placedAt, actor: 'customer', requestId: 'request-1' },
    ),
  );
}

class OrderBuilder {
  constructor(private readonly order: Order) {}

  of(userId: string): OrderBuilder {
    return this.with({ userId });
  }

  withId(id: string): OrderBuilder {
    return this.with({ id });
  }

  withLines(count: number): OrderBuilder {
    return this.with({ items: linesOf(count), total: count * 950 });
  }

  withKey(key: string, fingerprint = 'what was asked for'): OrderBuilder {
    return this.with({ idempotency: { key, fingerprint } });
  }

  placedAt(at: Date): OrderBuilder {
    return this.with({ createdAt: at, updatedAt: at, timeline: this.order.timeline.map((entry) => ({ ...entry, at })) });
  }

  confirmed(): OrderBuilder {
    return new OrderBuilder(confirm(this.order, decision));
  }

  rejected(): OrderBuilder {
    const lines = this.order.items.map(({ sku, quantity }) => ({ sku, requested: quantity, available: 0 }));
    return new OrderBuilder(
      reject(
        this.order,
        lines.map((line) => ({ ...line, reason: 'insufficient_stock' })),
        decision,
      ),
    );
  }

  cancelled(): OrderBuilder {
    return new OrderBuilder(cancel(this.order, decision));
  }

  fulfilled(): OrderBuilder {
    return new OrderBuilder(fulfil(confirm(this.order, decision), decision));
  }

  build(): Order {
    return this.order;
  }

  private with(changes: Partial<Order>): OrderBuilder {
    return new OrderBuilder({ ...this.order, ...changes });
  }
}

function linesOf(count: number): OrderLine[] {
  return Array.from({ length: count }, (_, index) => ({
    sku: `SKU-${index + 1}`,
    name: `Product ${index + 1}`,
    quantity: 1,
    unitPrice: 950,
    lineTotal: 950,
  }));
}
