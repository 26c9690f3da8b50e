import { OrderCommand } from './order-command';
import { ShopModel } from './shop-model';
import { ShopUnderTest } from './shop-under-test';

/** Kills a process with -9; another takes its place. */
export class CrashProcess implements OrderCommand {
  constructor(private readonly victim: number) {}

  check(): boolean {
    return true;
  }

  run(_: ShopModel, shop: ShopUnderTest): Promise<void> {
    return shop.crash(this.victim);
  }

  toString(): string {
    return `crash(process ${this.victim})`;
  }
}
