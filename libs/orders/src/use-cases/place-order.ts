import { Injectable } from '@nestjs/common';
import { DomainError } from '@app/contracts';
import { v7 as newId } from 'uuid';
import { newOrder, Order } from '../domain/order';
import { fingerprintOf, mergeLines, OrderRequest, RequestedLine } from '../domain/order-request';
import { totalUp } from '../domain/order-total';
import { idempotencyKeyReused, skusUnknown } from '../domain/order.errors';
import { OrderChanges } from '../ports/order-changes';
import { OrderRepository } from '../ports/order.repository';
import { PricingPolicy } from '../ports/pricing-policy';
import { ProductCatalog } from '../ports/product-catalog';

export interface PlaceOrderInput extends OrderRequest {
  readonly userId: string;
  readonly idempotencyKey?: string;
  readonly requestId: string;
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
   * @throws DomainError `sku_unknown`, `currencies_mixed`, `total_too_large` or `idempotency_key_reused` (unprocessable).
   */
  async execute(input: PlaceOrderInput): Promise<{ order: Order; isNew: boolean }> {
    const { userId, note, idempotencyKey: key, requestId } = input;
    const fingerprint = fingerprintOf(input);
    const priced = await this.price(userId, input.items).catch((refusal: unknown) => this.placedBefore(userId, key, refusal));
    if ('id' in priced) {
      return { order: asRequestedBefore(priced, fingerprint), isNew: false };
    }
    const placed = await this.orders.place(
      newOrder(
        { id: newId(), userId, note, ...priced, ...(key && { idempotency: { key, fingerprint } }) },
        { at: new Date(), actor: 'customer', requestId },
      ),
    );
    if (!placed.isNew) {
      return { order: asRequestedBefore(placed.order, fingerprint), isNew: false };
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

  private async price(userId: string, requested: readonly RequestedLine[]) {
    const products = new Map((await this.catalog.bySkus(requested.map(({ sku }) => sku))).map((p) => [p.sku, p]));
    const unknown = requested.map(({ sku }, index) => ({ sku, index })).filter(({ sku }) => !products.has(sku));
    if (unknown.length > 0) {
      throw skusUnknown(unknown);
    }
    const lines = mergeLines(requested).flatMap(({ sku, quantity }) => {
      const product = products.get(sku);
      return product ? [{ product, quantity }] : [];
    });
    const unitPrices = await this.pricing.unitPrices({ userId, lines });
    return totalUp(
      lines.map(({ product, quantity }, index) => ({
        ...product,
        quantity,
        unitPrice: unitPrices[index] ?? product.unitPrice,
      })),
    );
  }
}

/** A repeated request gets the order as it is, whatever the catalogue says by now. */
function asRequestedBefore(order: Order, fingerprint: string): Order {
  if (order.idempotency?.fingerprint !== fingerprint) {
    throw idempotencyKeyReused();
  }
  return order;
}
