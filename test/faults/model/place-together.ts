import { randomUUID } from 'node:crypto';
import { Line } from '../../support/shopper';
import { OrderCommand } from './order-command';
import { Placed, ShopModel, statusOf } from './shop-model';
import { ShopUnderTest } from './shop-under-test';
import { inWords, linesOf, Wishes } from './wishes';

/** Places several orders at the same moment: decided as if one after the other, in whatever order. */
export class PlaceTogether implements OrderCommand {
  constructor(private readonly orders: readonly Wishes[]) {}

  check(): boolean {
    return true;
  }

  async run(model: ShopModel, shop: ShopUnderTest): Promise<void> {
    const placed = await Promise.all(this.orders.map((wishes, side) => placeOne(side, linesOf(wishes, model), shop)));
    const decided = await Promise.all(placed.map(({ id }) => shop.decided(id)));
    const verdicts = new Map(decided.map(({ id, status }) => [id, status]));
    const possible = sequencesOf(placed).filter((sequence) => explains(sequence, verdicts, model));
    expect({ verdicts: decided.map(({ status }) => status), arePossible: possible.length > 0 }).toMatchObject({ arePossible: true });
    possible[0]?.forEach((order) => model.place(order));
  }

  toString(): string {
    return `placeTogether(${this.orders.map(inWords).join(', ')})`;
  }
}

async function placeOne(side: number, lines: readonly Line[], shop: ShopUnderTest): Promise<Placed> {
  const key = randomUUID();
  const { status, body } = await shop.place(side, key, lines);
  expect(status).toBe(201);
  return { id: body.id, key, lines };
}

function explains(sequence: readonly Placed[], verdicts: ReadonlyMap<string, string>, model: ShopModel): boolean {
  const copy = model.copy();
  return sequence.every((order) => statusOf(copy.place(order)) === verdicts.get(order.id));
}

function sequencesOf<T>(things: readonly T[]): T[][] {
  return things.length === 0
    ? [[]]
    : things.flatMap((first) => sequencesOf(things.filter((thing) => thing !== first)).map((rest) => [first, ...rest]));
}
