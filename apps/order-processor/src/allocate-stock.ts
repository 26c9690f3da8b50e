import { Injectable } from '@nestjs/common';
import { AllocationDecision, AllocationRequest, AllocationStrategy, Shortage, StockRepository } from '@app/inventory';
import { Order } from '@app/orders';
import { Transaction } from '@app/platform';

/** Lets the strategy say who gets the stock, and reserves it. */
@Injectable()
export class AllocateStock {
  constructor(
    private readonly stock: StockRepository,
    private readonly strategy: AllocationStrategy,
  ) {}

  /**
   * The decision on each order, by its id; what it grants is reserved with the transaction.
   *
   * @throws when the strategy leaves an order out, or names a shortage that none can be; what would oversell is refused by the repository.
   */
  async execute(orders: readonly Order[], at: Date, transaction: Transaction): Promise<ReadonlyMap<string, AllocationDecision>> {
    const requests = orders.map(allocationRequestOf);
    const skus = new Set(requests.flatMap(({ lines }) => lines.map(({ sku }) => sku)));
    const levels = await this.stock.levels([...skus], transaction);
    // Requests of its own: what a strategy does to them does not change what is reserved.
    const made = new Map(this.strategy.allocate(orders.map(allocationRequestOf), levels).map((one) => [one.orderId, one]));
    const decisions = new Map(requests.map((request) => [request.orderId, checked(request, made.get(request.orderId))]));
    const granted = requests.filter(({ orderId }) => decisions.get(orderId)?.shortages.length === 0);
    await this.stock.reserve(granted, at, transaction);
    return decisions;
  }
}

function allocationRequestOf({ id, items }: Order): AllocationRequest {
  return { orderId: id, lines: items.map(({ sku, quantity }) => ({ sku, quantity })) };
}

function checked({ orderId, lines }: AllocationRequest, decision: AllocationDecision | undefined): AllocationDecision {
  if (!decision) {
    throw new Error(`The allocation strategy made no decision on order ${orderId}.`);
  }
  if (!decision.shortages.every((shortage) => isOfALine(shortage, lines))) {
    throw new Error(`The allocation strategy named a shortage that order ${orderId} cannot have.`);
  }
  return decision;
}

function isOfALine({ sku, requested, available }: Shortage, lines: AllocationRequest['lines']): boolean {
  const isAsked = lines.some((line) => line.sku === sku && line.quantity === requested);
  return isAsked && Number.isSafeInteger(available) && 0 <= available && available < requested;
}
