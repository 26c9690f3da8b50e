import { Injectable } from '@nestjs/common';
import { batchSizes, Counter, Histogram, longTimes, Metrics } from '@app/platform';
import { Order } from '../domain/order';
import { OrderStatus } from '../domain/order-status';

const states: Readonly<Record<OrderStatus, string>> = {
  PENDING: 'placed',
  CONFIRMED: 'confirmed',
  REJECTED: 'rejected',
  CANCELLED: 'cancelled',
  FULFILLED: 'fulfilled',
};

/** Counts the changes of orders that this process committed. One that dies in between has not counted its last. */
@Injectable()
export class OrderMetrics {
  private readonly changes: Readonly<Record<string, Counter>>;
  private readonly decisionTimes: Histogram;
  private readonly decidedTogether: Histogram;

  constructor(metrics: Metrics) {
    this.changes = metrics.counters('orders_total', 'Orders that came into a state.').each('state', Object.values(states));
    this.decisionTimes = metrics
      .histograms('order_placed_to_decided_seconds', 'From the placement of an order to its confirmation or rejection.', longTimes)
      .of();
    this.decidedTogether = metrics.histograms('order_decide_batch_size', 'Orders decided in one transaction.', batchSizes).of();
  }

  committed(orders: readonly Order[]): void {
    let decided = 0;
    for (const order of orders) {
      this.changes[states[order.status]]?.inc();
      if (isDecision(order)) {
        decided += 1;
        this.decisionTimes.observe((order.updatedAt.getTime() - order.createdAt.getTime()) / 1000);
      }
    }
    if (decided > 0) {
      this.decidedTogether.observe(decided);
    }
  }
}

function isDecision({ version, status }: Order): boolean {
  return version === 2 && status !== 'CANCELLED';
}
