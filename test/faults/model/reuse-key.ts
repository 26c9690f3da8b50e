import { OrderCommand } from './order-command';
import { ShopModel } from './shop-model';
import { ShopUnderTest } from './shop-under-test';

/** Asks for something else under the key of an order: refused. */
export class ReuseKey implements OrderCommand {
  constructor(
    private readonly side: number,
    private readonly nth: number,
  ) {}

  check({ orders }: Readonly<ShopModel>): boolean {
    return orders.length > 0;
  }

  async run(model: ShopModel, shop: ShopUnderTest): Promise<void> {
    const { key, lines } = model.order(this.nth);
    const more = lines.map(({ sku, quantity }) => ({ sku, quantity: quantity + 1 }));
    const { status, body } = await shop.place(this.side, key, more);
    expect([status, body.code]).toEqual([422, 'idempotency_key_reused']);
  }

  toString(): string {
    return `reuseKey(#${this.nth})`;
  }
}
