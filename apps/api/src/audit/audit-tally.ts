import { StockRecord } from '@app/inventory';
import { DeliveryState } from '@app/notifications';
import { Order, OrderStatus, orderStatuses } from '@app/orders';
import { Invariant, invariants, Violation } from './invariants';

export interface AuditReport {
  /** What happened after this moment may still have been under way. */
  readonly before: Date;
  /** All violations together: 0 when everything holds. */
  readonly violations: number;
  readonly invariants: readonly InvariantReport[];
  readonly orders: Readonly<Record<OrderStatus, number>>;
  readonly products: number;
  readonly deliveries: Readonly<Record<DeliveryState, number>>;
}

export interface InvariantReport {
  readonly name: Invariant;
  readonly rule: string;
  readonly violations: number;
  /** Where, for the first twenty. */
  readonly examples: readonly string[];
}

const mostExamples = 20;

/** Counts what an audit sees. */
export class AuditTally {
  private readonly found = new Map<Invariant, { violations: number; examples: string[] }>();
  private readonly statuses = new Map<OrderStatus, number>();
  private readonly promised = new Map<string, number>();
  private products = 0;

  get orders(): number {
    return [...this.statuses.values()].reduce((sum, count) => sum + count, 0);
  }

  countOrder({ status, items }: Order): void {
    this.statuses.set(status, (this.statuses.get(status) ?? 0) + 1);
    if (status === 'CONFIRMED') {
      items.forEach(({ sku, quantity }) => this.promised.set(sku, (this.promised.get(sku) ?? 0) + quantity));
    }
  }

  /** After all orders: what they hold must be what is reserved. */
  countProduct({ sku, onHand, reserved, ledger }: StockRecord): { promised: number; violations: readonly Violation[] } {
    this.products += 1;
    const promised = this.promised.get(sku) ?? 0;
    const rules = {
      stock_in_bounds: 0 <= reserved && reserved <= onHand,
      stock_matches_ledger: ledger.onHand === onHand && ledger.reserved === reserved,
      stock_matches_orders: reserved === promised,
    };
    this.promised.delete(sku);
    const broken = Object.entries(rules).filter(([, holds]) => !holds);
    const violations = broken.map(([invariant]) => ({ invariant: invariant as Invariant, subject: `product ${sku}` }));
    this.add(violations);
    return { promised, violations };
  }

  add(violations: readonly Violation[]): void {
    for (const { invariant, subject } of violations) {
      const { violations: count, examples } = this.found.get(invariant) ?? { violations: 0, examples: [] };
      this.found.set(invariant, { violations: count + 1, examples: [...examples, subject].slice(0, mostExamples) });
    }
  }

  report(before: Date, deliveries: Record<DeliveryState, number>): AuditReport {
    const ofProductsThatAreNot = [...this.promised.keys()].map((sku) => `product ${sku}, which is not there`);
    this.add(ofProductsThatAreNot.map((subject) => ({ invariant: 'stock_matches_orders', subject })));
    const reports = Object.entries(invariants).map(([name, rule]) => ({
      name: name as Invariant,
      rule,
      ...(this.found.get(name as Invariant) ?? { violations: 0, examples: [] }),
    }));
    return {
      before,
      violations: reports.reduce((sum, { violations }) => sum + violations, 0),
      invariants: reports,
      orders: Object.fromEntries(orderStatuses.map((status) => [status, this.statuses.get(status) ?? 0])) as Record<OrderStatus, number>,
      products: this.products,
      deliveries,
    };
  }
}
