import { randomUUID } from 'node:crypto';
import { OrderCommand } from './order-command';
import { ShopModel, statusOf } from './shop-model';
import { ShopUnderTest } from './shop-under-test';
import { inWords, linesOf, Wishes } from './wishes';

/** Places an order and waits for the decision: what the model says. */
export class PlaceOne implements OrderCommand {
  constructor(
    private readonly side: number,
    private readonly wishes: Wishes,
  ) {}

  check(): boolean {
    return true;
  }

  async run(model: ShopModel, shop: ShopUnderTest): Promise<void> {
    const [key, lines] = [randomUUID(), linesOf(this.wishes, model)];
    const { status, body } = await shop.place(this.side, key, lines, 20);
    expect(status).toBe(201);
    const order = model.place({ id: body.id, key, lines });
    expect((await shop.decided(order.id)).status).toBe(statusOf(order));
  }

  toString(): string {
    return `place(${inWords(this.wishes)})`;
  }
}
