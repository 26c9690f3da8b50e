import { Injectable } from '@nestjs/common';
import { AllocationDecision, AllocationRequest, Shortage, StockLevel } from '../domain/allocation';
import { AllocationStrategy } from '../ports/allocation-strategy';

/** The older order first; an order gets all its lines or takes nothing from those behind it. */
@Injectable()
export class FirstComeAllOrNothing extends AllocationStrategy {
  override allocate(orders: readonly AllocationRequest[], levels: readonly StockLevel[]): AllocationDecision[] {
    const left = new Map(levels.map(({ sku, available }) => [sku, available]));
    return orders.map(({ orderId, lines }) => {
      const shortages = lines.flatMap((line) => shortageOf(line, left.get(line.sku)));
      if (shortages.length === 0) {
        lines.forEach(({ sku, quantity }) => left.set(sku, (left.get(sku) ?? 0) - quantity));
      }
      return { orderId, shortages };
    });
  }
}

function shortageOf({ sku, quantity }: AllocationRequest['lines'][number], available: number | undefined): Shortage[] {
  if (available === undefined) {
    return [{ sku, reason: 'unknown_sku', requested: quantity, available: 0 }];
  }
  return available < quantity ? [{ sku, reason: 'insufficient_stock', requested: quantity, available }] : [];
}
