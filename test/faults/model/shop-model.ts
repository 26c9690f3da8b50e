import { Line } from '../../support/shopper';

export type Status = 'PENDING' | 'CONFIRMED' | 'REJECTED' | 'CANCELLED' | 'FULFILLED';

export interface Stock {
  onHand: number;
  reserved: number;
}

/** An order that was placed, and the key under which it was. */
export interface Placed {
  readonly id: string;
  readonly key: string;
  readonly lines: readonly Line[];
}

/** An order as it must be: its version is the number of states it has been in. */
export interface ModelOrder extends Placed {
  readonly history: readonly Status[];
}

/** What a shop with one customer must do, in memory and one thing after the other. */
export class ShopModel {
  readonly stock: Map<string, Stock>;
  readonly orders: ModelOrder[] = [];

  constructor(onHand: Readonly<Record<string, number>>) {
    this.stock = new Map(Object.entries(onHand).map(([sku, units]) => [sku, { onHand: units, reserved: 0 }]));
  }

  get skus(): string[] {
    return [...this.stock.keys()];
  }

  /** The same shop, to find out what would happen. */
  copy(): ShopModel {
    const copy = new ShopModel({});
    this.stock.forEach((stock, sku) => copy.stock.set(sku, { ...stock }));
    copy.orders.push(...this.orders);
    return copy;
  }

  /** Any number means one of the orders. */
  order(nth: number): ModelOrder {
    return this.orders[nth % this.orders.length] as ModelOrder;
  }

  stockOf(sku: string): Stock {
    return this.stock.get(sku) ?? { onHand: 0, reserved: 0 };
  }

  /** All lines or none. */
  verdictOn(lines: readonly Line[]): 'CONFIRMED' | 'REJECTED' {
    const fits = unitsOf(lines).every(([sku, units]) => this.stockOf(sku).reserved + units <= this.stockOf(sku).onHand);
    return fits ? 'CONFIRMED' : 'REJECTED';
  }

  /** An order placed and decided. */
  place(placed: Placed): ModelOrder {
    const verdict = this.verdictOn(placed.lines);
    if (verdict === 'CONFIRMED') {
      this.move(placed, { onHand: 0, reserved: 1 });
    }
    return this.keep({ ...placed, history: ['PENDING', verdict] });
  }

  /** An order that was cancelled before it was decided. */
  placeAndCancel(placed: Placed): ModelOrder {
    return this.keep({ ...placed, history: ['PENDING', 'CANCELLED'] });
  }

  /** Only confirmed orders can end: all others here have ended. */
  mayEnd(order: ModelOrder): boolean {
    return statusOf(order) === 'CONFIRMED';
  }

  /** What was reserved is given back, or leaves the shelf. */
  end(order: ModelOrder, as: 'CANCELLED' | 'FULFILLED'): void {
    this.move(order, { onHand: as === 'FULFILLED' ? -1 : 0, reserved: -1 });
    this.orders[this.orders.indexOf(order)] = { ...order, history: [...order.history, as] };
  }

  mayCount(sku: string, onHand: number): boolean {
    return onHand >= this.stockOf(sku).reserved;
  }

  count(sku: string, onHand: number): void {
    this.stockOf(sku).onHand = onHand;
  }

  private keep(order: ModelOrder): ModelOrder {
    this.orders.push(order);
    return order;
  }

  private move({ lines }: Placed, sign: Stock): void {
    for (const [sku, units] of unitsOf(lines)) {
      this.stockOf(sku).onHand += sign.onHand * units;
      this.stockOf(sku).reserved += sign.reserved * units;
    }
  }
}

export function statusOf({ history }: ModelOrder): Status | undefined {
  return history.at(-1);
}

/** Lines of one SKU count together. */
function unitsOf(lines: readonly Line[]): [string, number][] {
  const units = new Map<string, number>();
  lines.forEach(({ sku, quantity }) => units.set(sku, (units.get(sku) ?? 0) + quantity));
  return [...units];
}
