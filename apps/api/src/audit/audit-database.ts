import { Injectable } from '@nestjs/common';
import { StockMovement, StockRecord, StockRecords } from '@app/inventory';
import { DeliveryQueries, DeliveryRecord } from '@app/notifications';
import { OrderRecord, OrderRecords } from '@app/orders';
import { Transaction, Transactions } from '@app/platform';
import { AuditReport, AuditTally } from './audit-tally';
import { Violation } from './invariants';
import { OrderEvidence, orderViolations } from './order-violations';

/** More than an outage of some minutes takes to be made up for. */
export const defaultGraceSeconds = 900;

export interface AuditOptions {
  /** How long what is under way may take before it counts as stuck, in seconds. */
  readonly graceSeconds: number;
  /** Called now and then with the number of orders read. */
  readonly onProgress?: (orders: number) => void;
  readonly witness?: AuditWitness;
}

/** Whoever is to see what an audit sees of that one moment: every order and product, with what is wrong with it. */
export interface AuditWitness {
  order(evidence: OrderEvidence, violations: readonly Violation[]): void;
  /** `promised` is what confirmed orders hold of it. */
  product(record: StockRecord, promised: number, violations: readonly Violation[]): void;
}

/** Looks whether everything that must hold does: stock against ledger against orders, and what customers were told. */
@Injectable()
export class AuditDatabase {
  constructor(
    private readonly transactions: Transactions,
    private readonly orders: OrderRecords,
    private readonly stock: StockRecords,
    private readonly deliveries: DeliveryQueries,
  ) {}

  /** Reads the whole database as it is at one moment; orders go on meanwhile. */
  execute({ graceSeconds, onProgress, witness }: AuditOptions): Promise<AuditReport> {
    const before = new Date(Date.now() - graceSeconds * 1000);
    return this.transactions.snapshot(async (snapshot) => {
      const tally = new AuditTally();
      for await (const records of this.orders.inChunks(snapshot)) {
        for (const evidence of await this.evidenceOf(records, snapshot)) {
          const violations = orderViolations(evidence, before);
          tally.countOrder(evidence.record.order);
          tally.add(violations);
          witness?.order(evidence, violations);
        }
        onProgress?.(tally.orders);
      }
      for await (const key of this.orders.sharedKeys(snapshot)) {
        tally.add([{ invariant: 'order_per_key', subject: `key ${key}` }]);
      }
      for await (const records of this.stock.inChunks(snapshot)) {
        for (const record of records) {
          const { promised, violations } = tally.countProduct(record);
          witness?.product(record, promised, violations);
        }
      }
      return tally.report(before, await this.deliveries.counts(snapshot));
    });
  }

  private async evidenceOf(records: readonly OrderRecord[], snapshot: Transaction): Promise<OrderEvidence[]> {
    const ids = records.map(({ order }) => order.id);
    const movements = groupByOrder(await this.stock.movementsOf(ids, snapshot));
    const deliveries = groupByOrder(await this.deliveries.ofOrders(ids, snapshot));
    return records.map((record) => {
      const { id } = record.order;
      return { record, movements: movements.get(id) ?? [], deliveries: deliveries.get(id) ?? [] };
    });
  }
}

function groupByOrder<T extends StockMovement | DeliveryRecord>(found: readonly T[]): Map<string | undefined, T[]> {
  const groups = new Map<string | undefined, T[]>();
  for (const one of found) {
    const group = groups.get(one.orderId) ?? [];
    group.push(one);
    groups.set(one.orderId, group);
  }
  return groups;
}
