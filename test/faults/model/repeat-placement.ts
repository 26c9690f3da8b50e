import { OrderCommand } from './order-command';
import { ShopModel } from './shop-model';
import { ShopUnderTest } from './shop-under-test';

/** Places an order again with the same key: it is the same order, as it is by now. */
export class RepeatPlacement implements OrderCommand {
  constructor(
    private readonly side: number,
    private readonly nth: number,
  ) {}

  check({ orders }: Readonly<ShopModel>): boolean {
    return orders.length > 0;
  }

  async run(model: ShopModel, shop: ShopUnderTest): Promise<void> {
    const { id, key, lines, history } = model.order(this.nth);
    const { status, headers, body } = await shop.place(this.side, key, [...lines].reverse());
    expect({ status, replayed: headers.get('idempotent-replayed') }).toEqual({ status: 201, replayed: 'true' });
    expect(body).toMatchObject({ id, status: history.at(-1), version: history.length });
  }

  toString(): string {
    return `repeat(#${this.nth})`;
  }
}
