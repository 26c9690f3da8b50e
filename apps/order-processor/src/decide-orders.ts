import { Injectable } from '@nestjs/common';
import { AllocationDecision } from '@app/inventory';
import { Change, confirm, Order, OrderChanges, OrderRepository, refuse, Refusal, reject } from '@app/orders';
import { Transaction, Transactions, Turns } from '@app/platform';
import { AllocateStock } from './allocate-stock';
import { ScreenOrders } from './screen-orders';

/** An order to decide, and what asks for it. */
export interface UndecidedOrder {
  readonly orderId: string;
  readonly requestId: string;
  readonly traceparent?: string;
}

export interface Decisions {
  readonly decided: readonly Order[];
  /** Ids that no order has, of those that were to be decided. */
  readonly unknown: readonly string[];
  /** What kept an order from being screened, and so from being decided, by its id. */
  readonly failed: ReadonlyMap<string, Error>;
}

/** What is known of the orders before stock is looked at, by their ids. */
interface Circumstances {
  readonly causes: ReadonlyMap<string, Pick<Change, 'requestId' | 'traceparent'>>;
  readonly refusals: ReadonlyMap<string, Refusal>;
}

/** Nobody waits for an answer here; only the messages must not come back meanwhile. */
const patienceSeconds = 30;

/**
 * The heart: screens waiting orders, gives them stock, or tells them why not. Stock, ledger, status and the next event are
 * written in one transaction, so an order is confirmed exactly when all its lines are reserved.
 */
@Injectable()
export class DecideOrders {
  /** Two at a time would only get into each other's way: most batches have a product in common. */
  private readonly turns = new Turns(1);

  constructor(
    private readonly transactions: Transactions,
    private readonly orders: OrderRepository,
    private readonly screenOrders: ScreenOrders,
    private readonly allocateStock: AllocateStock,
    private readonly changes: OrderChanges,
  ) {}

  /** Decides those of the orders that still wait, so a message that comes twice does nothing the second time. */
  async execute(undecided: readonly UndecidedOrder[]): Promise<Decisions> {
    const causes = new Map(undecided.map(({ orderId, ...cause }) => [orderId, cause]));
    const ids = [...causes.keys()];
    const pending = await this.orders.pendingAmong(ids);
    const { refusals, failures } = await this.screenOrders.execute(pending);
    const screened = pending.filter(({ id }) => !failures.has(id));
    const decided = await this.decideUnlessDecided(screened, { causes, refusals });
    const pendingIds = new Set(pending.map(({ id }) => id));
    const others = ids.filter((id) => !pendingIds.has(id));
    return { decided, unknown: others.length > 0 ? await this.orders.unknownAmong(others) : [], failed: failures };
  }

  /**
   * The orders are read before the transaction, which conflicts with others over hot products and may begin anew many
   * times. If somebody else got hold of some of them meanwhile, only the rest is decided.
   */
  private async decideUnlessDecided(pending: readonly Order[], circumstances: Circumstances): Promise<readonly Order[]> {
    if (pending.length === 0) {
      return [];
    }
    try {
      return await this.decide(pending, circumstances);
    } catch (error) {
      const rest = await this.orders.pendingAmong(pending.map(({ id }) => id));
      if (rest.length === pending.length) {
        throw error;
      }
      return this.decideUnlessDecided(rest, circumstances);
    }
  }

  private async decide(pending: readonly Order[], circumstances: Circumstances): Promise<readonly Order[]> {
    const decided = await this.turns.take(() =>
      this.transactions.run((transaction) => this.decideIn(transaction, pending, circumstances), patienceSeconds),
    );
    this.changes.committed(decided);
    return decided;
  }

  private async decideIn(
    transaction: Transaction,
    pending: readonly Order[],
    { causes, refusals }: Circumstances,
  ): Promise<readonly Order[]> {
    const at = new Date();
    const welcome = pending.filter(({ id }) => !refusals.has(id));
    const decisions = await this.allocateStock.execute(welcome, at, transaction);
    const decided = pending.map((order) => {
      const verdict = refusals.get(order.id) ?? decisions.get(order.id);
      return applyVerdict(order, verdict, { at, actor: 'system', ...causes.get(order.id) });
    });
    await this.orders.advance(decided, transaction);
    return decided;
  }
}

function applyVerdict(order: Order, verdict: Refusal | AllocationDecision | undefined, change: Change): Order {
  if (!verdict) {
    throw new Error(`There is no decision on order ${order.id}.`);
  }
  if ('reason' in verdict) {
    return refuse(order, verdict, change);
  }
  return verdict.shortages.length === 0 ? confirm(order, change) : reject(order, verdict.shortages, change);
}
