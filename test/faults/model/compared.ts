import { OrderCommand } from './order-command';
import { ShopModel } from './shop-model';
import { ShopUnderTest } from './shop-under-test';

/** A command after which the whole shop must look like its model. */
export class Compared implements OrderCommand {
  constructor(private readonly command: OrderCommand) {}

  check(model: Readonly<ShopModel>): boolean {
    return Boolean(this.command.check(model));
  }

  async run(model: ShopModel, shop: ShopUnderTest): Promise<void> {
    await this.command.run(model, shop);
    await shop.expectToBe(model);
  }

  toString(): string {
    return String(this.command);
  }
}
