import { Injectable } from '@nestjs/common';
import { DomainError } from '@app/contracts';
import { v7 as newId } from 'uuid';
import { Idempotency, newOrder, Order } from '../domain/order';
import { fingerprintOf, mergeLines, OrderRequest, RequestedLine } from '../domain/order-request';
import { PricedLine, totalUp } from '../domain/order-total';
import { idempotencyKeyReused, skusUnknown } from '../domain/order.errors';
import { OrderChanges } from '../ports/order-changes';
import { OrderRepository } from '../ports/order.repository';
import { PricingPolicy, PricingRequest } from '../ports/pricing-policy';
import { ProductCatalog } from '../ports/product-catalog';

export interface PlaceOrderInput extends OrderRequest {
  readonly userId: string;
  readonly idempotencyKey?: string;
  readonly requestId: string;
  readonly traceparent?: string;
}

/** Takes an order: prices it, stores it together with its event, and leaves the decision to the order processor. */
@Injectable()
export class PlaceOrder {
  constructor(
    private readonly orders: OrderRepository,
    private readonly catalog: ProductCatalog,
    private readonly pricing: PricingPolicy,
    private readonly changes: OrderChanges,
  ) {}

  /**
   * The order is durable once this resolves. With an idempotency key the same request gets the same order again.
   *
   * @throws DomainError `quantity_too_large` (invalid), `sku_unknown`, `currencies_mixed`, `total_too_large` or
   * `idempotency_key_reused` (unprocessable).
   */
  async execute({ userId, items, note, idempotencyKey: key, requestId, traceparent }: PlaceOrderInput): Promise<{ order: Order; isNew: boolean }> {
    const merged = mergeLines(items);
    const idempotency = key ? { key, fingerprint: fingerprintOf({ items, note }) } : undefined;
    const priced = await this.price(userId, items, merged).catch((refusal: unknown) => this.placedBefore(userId, key, refusal));
    if ('id' in priced) {
      return { order: asRequestedBefore(priced, idempotency), isNew: false };
    }
    const placed = await this.orders.place(
      newOrder(
        { id: newId(), userId, note, ...priced, ...(idempotency && { idempotency }) },
        { at: new Date(), actor: 'customer', requestId, ...(traceparent !== undefined && { traceparent }) },
      ),
    );
    if (!placed.isNew) {
      return { order: asRequestedBefore(placed.order, idempotency), isNew: false };
    }
    this.changes.committed([placed.order]);
    return placed;
  }

  /** A repeated request gets its order, whatever the catalogue says by now: only a new one is refused. */
  private async placedBefore(userId: string, key: string | undefined, refusal: unknown): Promise<Order> {
    const held = key && refusal instanceof DomainError && (await this.orders.byIdempotencyKey(userId, key));
    if (!held) {
      throw refusal;
    }
    return held;
  }

  private async price(userId: string, requested: readonly RequestedLine[], merged: readonly RequestedLine[]) {
    const products = new Map((await this.catalog.bySkus(merged.map(({ sku }) => sku))).map((p) => [p.sku, p]));
    if (merged.some(({ sku }) => !products.has(sku))) {
      throw skusUnknown(requested.map(({ sku }, index) => ({ sku, index })).filter(({ sku }) => !products.has(sku)));
    }
    const lines = merged.flatMap(({ sku, quantity }) => {
      const product = products.get(sku);
      return product ? [{ product, quantity }] : [];
    });
    return totalUp(pricedAt(await this.pricing.unitPrices({ userId, lines: lines.map(copyOf) }), lines));
  }
}

/** What a policy does to its lines changes neither the order nor the catalogue that others are served from. */
function copyOf({ product: { sku, name, unitPrice, currency }, quantity }: PricingRequest['lines'][number]) {
  return { product: { sku, name, unitPrice, currency }, quantity };
}

/** A bug in a pricing policy must cost an answer, never money. */
function pricedAt(unitPrices: readonly number[], lines: PricingRequest['lines']): PricedLine[] {
  if (unitPrices.length !== lines.length || !unitPrices.every((price) => Number.isSafeInteger(price) && price >= 0)) {
    throw new Error(`The pricing policy has to name ${lines.length} prices, in whole minor units and none below zero.`);
  }
  return lines.map(({ product: { sku, name, currency }, quantity }, index) => ({
    sku,
    name,
    currency,
    quantity,
    unitPrice: unitPrices[index] as number,
  }));
}

/** A repeated request gets the order as it is, whatever the catalogue says by now. */
function asRequestedBefore(order: Order, requested: Idempotency | undefined): Order {
  if (order.idempotency?.fingerprint !== requested?.fingerprint) {
    throw idempotencyKeyReused();
  }
  return order;
}
