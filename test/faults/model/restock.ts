import { OrderCommand } from './order-command';
import { ShopModel } from './shop-model';
import { ShopUnderTest } from './shop-under-test';

/** Says how many units there are, or how many came or went: never fewer than are promised. */
export class Restock implements OrderCommand {
  constructor(
    private readonly product: number,
    private readonly how: 'count' | 'adjust',
    private readonly onHand: number,
  ) {}

  check(model: Readonly<ShopModel>): boolean {
    return this.how === 'count' || this.delta(model) !== 0;
  }

  async run(model: ShopModel, shop: ShopUnderTest): Promise<void> {
    const sku = this.sku(model);
    const { status, body } =
      this.how === 'count' ? await shop.count(sku, this.onHand) : await shop.adjust(sku, this.delta(model));
    if (model.mayCount(sku, this.onHand)) {
      expect(status).toBe(this.how === 'count' ? 200 : 201);
      model.count(sku, this.onHand);
    } else {
      expect([status, body.code]).toEqual([409, 'stock_below_reserved']);
    }
  }

  toString(): string {
    return `${this.how}(P${this.product}, ${this.onHand})`;
  }

  private sku({ skus }: Readonly<ShopModel>): string {
    return skus[this.product] ?? '';
  }

  private delta(model: Readonly<ShopModel>): number {
    return this.onHand - model.stockOf(this.sku(model)).onHand;
  }
}
