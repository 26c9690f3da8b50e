import { Injectable, Logger } from '@nestjs/common';
import { InventoryQueries } from '@app/inventory';
import { RecentOrder, RecentOrders } from '@app/orders';
import { Metrics, within } from '@app/platform';
import { OperationsDto } from './operations.dto';
import { backlogOf, lowestStock, queuesOf, rateOf, statesOf } from './readings';

const ordersLookedAt = 1000;
/** However many look, and at how many pages. */
const freshMs = 1000;
const patienceMs = 3000;

/** What happens in the shop at this moment, as the database and SQS know it: the same whichever process is asked. */
@Injectable()
export class Operations {
  private readonly logger = new Logger(Operations.name);
  private latest: Promise<OperationsDto> | undefined;
  private readAt = -Infinity;

  constructor(
    private readonly metrics: Metrics,
    private readonly recentOrders: RecentOrders,
    private readonly inventory: InventoryQueries,
  ) {}

  /** At most a second old. Never fails: what does not answer in time is named in `away`. */
  now(): Promise<OperationsDto> {
    if (!this.latest || performance.now() - this.readAt > freshMs) {
      this.readAt = performance.now();
      this.latest = this.read();
    }
    return this.latest;
  }

  private async read(): Promise<OperationsDto> {
    const [{ readings, away }, sales] = await Promise.all([this.metrics.readings(), this.sales()]);
    return {
      at: new Date().toISOString(),
      ...sales,
      backlog: backlogOf(readings),
      queues: queuesOf(readings),
      away: [...away, ...(sales ? [] : ['sales'])],
    };
  }

  private async sales(): Promise<Pick<OperationsDto, 'ordersPerSecond' | 'recentStates' | 'lowStock'> | undefined> {
    try {
      return await within(patienceMs, this.readSales(), () => new Error('The database does not answer.'));
    } catch (error) {
      this.logger.warn(`Sales cannot be shown: ${String(error)}`);
      return undefined;
    }
  }

  /** Of the stock only what sells: what nobody asks for is not missed, and the whole catalogue would take its time. */
  private async readSales() {
    const orders = await this.recentOrders.newest(ordersLookedAt);
    const products = await this.inventory.productsBySku(skusIn(orders));
    return { ordersPerSecond: rateOf(orders, ordersLookedAt, new Date()), recentStates: statesOf(orders), lowStock: lowestStock(products) };
  }
}

function skusIn(orders: readonly RecentOrder[]): string[] {
  return [...new Set(orders.flatMap(({ skus }) => skus))];
}
