import { OrderCommand } from './order-command';
import { ShopModel } from './shop-model';
import { ShopUnderTest } from './shop-under-test';

const trouble = { duplicate: 0.5, copies: 2, reorder: 50, dropDeletes: 0.3 };

/** From now on SQS delivers messages several times, in another order, and forgets deletions; or no longer. */
export class TroubleQueues implements OrderCommand {
  constructor(private readonly isOver: boolean) {}

  check(): boolean {
    return true;
  }

  async run(_: ShopModel, { world: { chaos } }: ShopUnderTest): Promise<void> {
    if (this.isOver) {
      chaos.heal();
    } else {
      chaos.inject(trouble);
    }
  }

  toString(): string {
    return this.isOver ? 'healQueues()' : 'troubleQueues()';
  }
}
