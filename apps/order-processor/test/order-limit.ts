import { Order, OrderScreening, Refusal } from '@app/orders';

/** A rule such as a shop may have: no order over so many minor units. */
export class OrderLimit extends OrderScreening {
  readonly asked: string[] = [];
  private readonly failing = new Set<string>();

  constructor(private readonly most: number) {
    super();
  }

  failingOn(orderId: string): this {
    this.failing.add(orderId);
    return this;
  }

  override async screen({ id, total }: Order): Promise<Refusal | undefined> {
    this.asked.push(id);
    if (this.failing.has(id)) {
      throw new Error('The rule has a bug.');
    }
    return total > this.most ? { reason: `Orders over ${this.most} are not accepted.` } : undefined;
  }
}
