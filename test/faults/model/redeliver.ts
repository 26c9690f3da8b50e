import { OrderCommand } from './order-command';
import { QueueRole } from './model-world';
import { ShopModel } from './shop-model';
import { ShopUnderTest } from './shop-under-test';

/** Delivers an old event of an order again, once or twice, from whichever queue: nothing changes. */
export class Redeliver implements OrderCommand {
  constructor(
    private readonly nth: number,
    private readonly version: number,
    private readonly queue: QueueRole,
    private readonly times: number,
  ) {}

  check({ orders }: Readonly<ShopModel>): boolean {
    return orders.length > 0;
  }

  async run(model: ShopModel, shop: ShopUnderTest): Promise<void> {
    const order = model.order(this.nth);
    await shop.redeliver(order, 1 + (this.version % order.history.length), this.queue, this.times);
    await shop.world.queueIsEmpty(this.queue);
  }

  toString(): string {
    return `redeliver(#${this.nth}, version ${this.version}, ${this.times} times into ${this.queue})`;
  }
}
