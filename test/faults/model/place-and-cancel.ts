import { randomUUID } from 'node:crypto';
import { OrderCommand } from './order-command';
import { ShopModel, statusOf } from './shop-model';
import { ShopUnderTest } from './shop-under-test';
import { inWords, linesOf, Wishes } from './wishes';

/**
 * Places an order and cancels it before anybody knows whether it is decided. The system says which came first; it is
 * believed if the model allows it.
 */
export class PlaceAndCancel implements OrderCommand {
  constructor(
    private readonly side: number,
    private readonly wishes: Wishes,
  ) {}

  check(): boolean {
    return true;
  }

  async run(model: ShopModel, shop: ShopUnderTest): Promise<void> {
    const [key, lines] = [randomUUID(), linesOf(this.wishes, model)];
    const { body } = await shop.place(this.side, key, lines);
    const placed = { id: body.id, key, lines };
    const cancelled = await shop.end(this.side + 1, placed, 'cancel');
    expect([200, 409]).toContain(cancelled.status);
    const { version, status } = await shop.decided(placed.id);
    if (status === 'CANCELLED' && version === 2) {
      model.placeAndCancel(placed);
      return;
    }
    const order = model.place(placed);
    if (model.mayEnd(order)) {
      model.end(order, 'CANCELLED');
    }
    expect(status).toBe(statusOf(model.order(model.orders.length - 1)));
  }

  toString(): string {
    return `placeAndCancel(${inWords(this.wishes)})`;
  }
}
