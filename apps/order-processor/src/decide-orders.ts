import { Injectable } from '@nestjs/common';
import { AllocationDecision, AllocationRequest, AllocationStrategy, StockRepository } from '@app/inventory';
import { Change, confirm, Order, OrderChanges, OrderRepository, reject } from '@app/orders';
import { Transaction, Transactions, Turns } from '@app/platform';

/** An order to decide, and the request it came from. */
export interface UndecidedOrder {
  readonly orderId: string;
  readonly requestId: string;
}

export interface Decisions {
  readonly decided: readonly Order[];
  /** Ids that no order has, of those that were to be decided. */
  readonly unknown: readonly string[];
}

type RequestIds = ReadonlyMap<string, string>;

/** Nobody waits for an answer here; only the messages must not come back meanwhile. */
const patienceSeconds = 30;

/**
 * The heart: gives stock to waiting orders, or tells them why not. Stock, ledger, status and the next event are
 * written in one transaction, so an order is confirmed exactly when all its lines are reserved.
 */
@Injectable()
export class DecideOrders {
  /** Two at a time would only get into each other's way: most batches have a product in common. */
  private readonly turns = new Turns(1);

  constructor(
    private readonly transactions: Transactions,
    private readonly orders: OrderRepository,
    private readonly stock: StockRepository,
    private readonly allocation: AllocationStrategy,
    private readonly changes: OrderChanges,
  ) {}

  /** Decides those of the orders that still wait, so a message that comes twice does nothing the second time. */
  async execute(undecided: readonly UndecidedOrder[]): Promise<Decisions> {
    const requestIds = new Map(undecided.map(({ orderId, requestId }) => [orderId, requestId]));
    const ids = [...requestIds.keys()];
    const pending = await this.orders.pendingAmong(ids);
    const decided = await this.decideUnlessDecided(pending, requestIds);
    const pendingIds = new Set(pending.map(({ id }) => id));
    const others = ids.filter((id) => !pendingIds.has(id));
    return { decided, unknown: others.length > 0 ? await this.orders.unknownAmong(others) : [] };
  }

  /**
   * The orders are read before the transaction, which conflicts with others over hot products and may begin anew many
   * times. If somebody else got hold of some of them meanwhile, only the rest is decided.
   */
  private async decideUnlessDecided(pending: readonly Order[], requestIds: RequestIds): Promise<readonly Order[]> {
    if (pending.length === 0) {
      return [];
    }
    try {
      return await this.decide(pending, requestIds);
    } catch (error) {
      const rest = await this.orders.pendingAmong(pending.map(({ id }) => id));
      if (rest.length === pending.length) {
        throw error;
      }
      return this.decideUnlessDecided(rest, requestIds);
    }
  }

  private async decide(pending: readonly Order[], requestIds: RequestIds): Promise<readonly Order[]> {
    const decided = await this.turns.take(() =>
      this.transactions.run((transaction) => this.decideIn(transaction, pending, requestIds), patienceSeconds),
    );
    this.changes.committed(decided);
    return decided;
  }

  private async decideIn(transaction: Transaction, pending: readonly Order[], requestIds: RequestIds): Promise<readonly Order[]> {
    const at = new Date();
    const decisions = await this.allocate(pending, at, transaction);
    const decided = pending.map((order) =>
      applyDecision(order, decisions.get(order.id), { at, actor: 'system', requestId: requestIds.get(order.id) }),
    );
    await this.orders.advance(decided, transaction);
    return decided;
  }

  private async allocate(
    pending: readonly Order[],
    at: Date,
    transaction: Transaction,
  ): Promise<ReadonlyMap<string, AllocationDecision>> {
    const requests = pending.map(allocationRequestOf);
    const skus = new Set(requests.flatMap(({ lines }) => lines.map(({ sku }) => sku)));
    const levels = await this.stock.levels([...skus], transaction);
    const decisions = new Map(this.allocation.allocate(requests, levels).map((made) => [made.orderId, made]));
    const granted = requests.filter(({ orderId }) => decisions.get(orderId)?.shortages.length === 0);
    await this.stock.reserve(granted, at, transaction);
    return decisions;
  }
}

function allocationRequestOf({ id, items }: Order): AllocationRequest {
  return { orderId: id, lines: items.map(({ sku, quantity }) => ({ sku, quantity })) };
}

function applyDecision(order: Order, decision: AllocationDecision | undefined, change: Change): Order {
  if (!decision) {
    throw new Error(`The allocation strategy made no decision on order ${order.id}.`);
  }
  return decision.shortages.length === 0 ? confirm(order, change) : reject(order, decision.shortages, change);
}
