import { StockRecord } from '@app/inventory';
import { AuditWitness } from '../../../apps/api/src/audit/audit-database';
import { Invariant, Violation } from '../../../apps/api/src/audit/invariants';
import { eventIdOf, isTold, OrderEvidence } from '../../../apps/api/src/audit/order-violations';
import { Finding } from './finding';

const ofTheOutbox: readonly Invariant[] = ['order_ends', 'order_can_go_on', 'customer_told'];

/** Looks at what an audit sees for what can be mended without guessing: two witnesses against one, or an event sent again. */
export class FindMends implements AuditWitness {
  readonly findings: Finding[] = [];

  order({ record, deliveries }: OrderEvidence, violations: readonly Violation[]): void {
    if (violations.length === 0) {
      return;
    }
    const { order, isDeadLetter, unsentSince } = record;
    const [subject, invariants] = [`order ${order.id}`, invariantsOf(violations)];
    const isStuck = invariants.some((one) => ofTheOutbox.includes(one));
    const isToldLast = deliveries.some(({ eventId }) => eventId === eventIdOf(order, order.version));
    // Only the event of the last change can be sent again; sent, it has to change something.
    const isOvertaken = invariants.includes('customer_told') && (isToldLast || !isTold(order.status));
    if (isStuck && !isDeadLetter && !unsentSince && !isOvertaken) {
      this.findings.push({ subject, invariants, todo: 'announce it again', mend: { kind: 'announce_again', seen: record } });
    } else {
      this.findings.push({ subject, invariants, todo: adviceFor({ invariants, isDeadLetter, isUnsent: unsentSince !== undefined }) });
    }
  }

  product(record: StockRecord, promised: number, violations: readonly Violation[]): void {
    const { sku, onHand, reserved, ledger } = record;
    const [subject, invariants] = [`product ${sku}`, invariantsOf(violations)];
    const isReservedWrong = reserved !== promised || ledger.reserved !== promised;
    const hasWitness = promised === reserved || promised === ledger.reserved;
    if (isReservedWrong && hasWitness && promised <= onHand) {
      const correction = { sku, held: promised, seen: record };
      const todo = `set what is reserved from ${reserved} (by the ledger ${ledger.reserved}) to ${promised}, as orders hold`;
      this.findings.push({ subject, invariants, todo, mend: { kind: 'correct_reserved', correction } });
    } else if (isReservedWrong && !hasWitness) {
      const todo = `record and ledger say that ${reserved} and ${ledger.reserved} are reserved, orders hold ${promised}: look at its orders and movements`;
      this.findings.push({ subject, invariants, todo });
    } else if (isReservedWrong) {
      this.findings.push({ subject, invariants, todo: `orders hold ${promised}, on hand are ${onHand}: cancel orders, or count and put more on hand` });
    }
    if (ledger.onHand !== onHand) {
      const todo = `on hand are ${onHand}, by the ledger ${ledger.onHand}: nobody but who counts them knows which is right`;
      this.findings.push({ subject, invariants: ['stock_matches_ledger'], todo });
    }
  }
}

function invariantsOf(violations: readonly Violation[]): Invariant[] {
  return violations.map(({ invariant }) => invariant);
}

interface Unmendable {
  readonly invariants: readonly Invariant[];
  readonly isDeadLetter: boolean;
  readonly isUnsent: boolean;
}

function adviceFor({ invariants, isDeadLetter, isUnsent }: Unmendable): string {
  if (isDeadLetter) {
    return 'a dead letter carries it: dead-letters redrive';
  }
  if (isUnsent || invariants.includes('events_sent')) {
    return 'it is sent as soon as an app runs and SQS takes it';
  }
  if (invariants.includes('customer_told')) {
    return 'the customer was not told of what has been overtaken since: not told any more';
  }
  if (invariants.includes('delivery_has_cause')) {
    return 'look at its deliveries: one hangs while no order processor runs, or tells what did not happen';
  }
  return 'nothing can be mended without guessing: look at the order and its movements';
}
