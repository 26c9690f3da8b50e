import { Crash, crashInWords } from './crash';
import { OrderCommand } from './order-command';
import { ModelOrder, ShopModel } from './shop-model';
import { ShopUnderTest, StubbornAnswer } from './shop-under-test';

export interface Ending {
  readonly side: number;
  readonly nth: number;
  readonly how: 'cancel' | 'fulfil';
  readonly ifMatch: 'any' | 'right' | 'stale';
  /** A process to kill meanwhile, and when. */
  readonly crash?: Crash;
}

const endings = { cancel: 'CANCELLED', fulfil: 'FULFILLED' } as const;

/** Cancels or fulfils an order, which only a confirmed one allows, and only as it was seen last. */
export class EndOrder implements OrderCommand {
  constructor(private readonly ending: Ending) {}

  check({ orders }: Readonly<ShopModel>): boolean {
    return orders.length > 0;
  }

  async run(model: ShopModel, shop: ShopUnderTest): Promise<void> {
    const { side, nth, how, ifMatch, crash } = this.ending;
    const order = model.order(nth);
    const answering = shop.end(side, order, how, this.header(order));
    const [answer] = await Promise.all([shop.watching(order, answering), crash && shop.crashAmid(side, crash)]);
    if (ifMatch === 'stale') {
      expect([answer.status, answer.body.code]).toEqual([412, 'version_mismatch']);
    } else if (!model.mayEnd(order)) {
      expect([answer.status, answer.body.code]).toEqual([409, 'invalid_transition']);
    } else {
      expectEnded(answer);
      model.end(order, endings[how]);
    }
  }

  toString(): string {
    const { how, nth, ifMatch, crash } = this.ending;
    return `${how}(#${nth}, ${ifMatch} version${crash ? `, ${crashInWords(crash)}` : ''})`;
  }

  private header({ history }: ModelOrder): string {
    const versions = { any: '*', right: `"${history.length}"`, stale: `"${history.length - 1}"` };
    return versions[this.ending.ifMatch];
  }
}

/** Whoever asks again because nobody answered may hear that it is done already. */
function expectEnded({ status, attempts }: StubbornAnswer): void {
  expect(attempts > 1 ? [200, 409, 412] : [200]).toContain(status);
}
