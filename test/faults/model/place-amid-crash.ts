import { randomUUID } from 'node:crypto';
import { Crash, crashInWords } from './crash';
import { OrderCommand } from './order-command';
import { ShopModel, statusOf } from './shop-model';
import { ShopUnderTest } from './shop-under-test';
import { inWords, linesOf, Wishes } from './wishes';

/** Kills a process while an order is placed, and repeats the request until it is answered: one order all the same. */
export class PlaceAmidCrash implements OrderCommand {
  constructor(
    private readonly side: number,
    private readonly wishes: Wishes,
    private readonly crash: Crash,
    /** Kills only once an API shows the order. */
    private readonly onceStored: boolean,
  ) {}

  check(): boolean {
    return true;
  }

  async run(model: ShopModel, shop: ShopUnderTest): Promise<void> {
    const [key, lines] = [randomUUID(), linesOf(this.wishes, model)];
    const placing = shop.place(this.side, key, lines);
    if (this.onceStored) {
      await shop.holds(model.orders.length + 1);
    }
    await shop.crashAmid(this.side, this.crash);
    const { status, body } = await placing;
    expect(status).toBe(201);
    const order = model.place({ id: body.id, key, lines });
    // What a killed process was handed, SQS delivers again; here that need not be waited for.
    await shop.redeliver(order, 1, 'orders');
    expect((await shop.decided(order.id)).status).toBe(statusOf(order));
  }

  toString(): string {
    return `placeAmidCrash(${inWords(this.wishes)}, ${crashInWords(this.crash)}${this.onceStored ? ' as it shows' : ''})`;
  }
}
