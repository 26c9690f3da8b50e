import { randomUUID } from 'node:crypto';
import { eventually } from '../../support/eventually';
import { allMail } from '../../support/mailbox';
import { RunningSystem } from '../../support/running-system';
import { Answer, Body, Line, Shopper } from '../../support/shopper';
import { Audit, soundDatabase } from '../../support/sound-database';

const skus = ['MUG', 'TEA', 'POT'];

/** What a customer was promised: the answer to each request with this key. */
interface Purchase {
  readonly buyer: Shopper;
  readonly answers: Body[];
}

export interface Verdict extends Audit {
  /** Mails beyond the one that each decision is worth. */
  readonly surplusMails: number;
}

/**
 * Customers who buy whatever happens: a request that fails is repeated, with its key, through another API, until it is
 * answered; all APIs are used in turn. Afterwards everything that was promised must be there, and nothing else.
 */
export class ShoppingSpree {
  private readonly purchases: Purchase[] = [];

  private constructor(
    private readonly system: RunningSystem,
    private readonly admin: Shopper,
    private readonly buyers: readonly Shopper[],
  ) {}

  /** Stocks the shelves, by default with less than is going to be asked for, and lets customers in. */
  static async begin(system: RunningSystem, { onHand = 30, customers = 4 } = {}): Promise<ShoppingSpree> {
    const admin = await system.admin();
    for (const sku of skus) {
      await admin.put(`/api/inventory/${sku}`, { name: sku, unitPrice: 250, currency: 'EUR', onHand });
    }
    const buyers = await Promise.all(Array.from({ length: customers }, (_, i) => system.customer(i)));
    return new ShoppingSpree(system, admin, buyers);
  }

  get acknowledged(): number {
    return this.purchases.length;
  }

  /** Resolves once that many more orders are taken, at most ten at the same time. */
  async buy(count: number): Promise<void> {
    const wanted = Array.from({ length: count }, (_, i) => i);
    const queue = wanted.values();
    await Promise.all(
      Array.from({ length: 10 }, async () => {
        for (const i of queue) {
          await this.buyOne(i);
        }
      }),
    );
  }

  /** Resolves once no order waits for a decision. */
  async decided(): Promise<void> {
    await eventually(async () => expect((await this.admin.get('/api/orders?status=PENDING')).body.data).toEqual([]));
  }

  /** Resolves once every order is decided and told of. */
  async told(): Promise<void> {
    await eventually(() => this.surplusMails());
  }

  /**
   * Waits until all is quiet, and expects that the books are sound and that every promise was kept.
   *
   * @param surplusMails most mails that may be sent again: one for each sender that died, or did not hear, in between
   * @param otherOrders those that the test placed by itself
   */
  async verdict({ surplusMails = 0, otherOrders = 0 } = {}): Promise<Verdict> {
    const audit = await soundDatabase(this.admin);
    const total = Object.values(audit.orders).reduce((sum, count) => sum + count, 0);
    expect(total).toBe(this.purchases.length + otherOrders);
    await Promise.all(this.purchases.map((purchase) => this.expectKept(purchase)));
    const surplus = await this.surplusMails();
    expect(surplus).toBeLessThanOrEqual(surplusMails);
    process.stderr.write(`orders acknowledged: ${total}, violations: 0, mails beyond one an order: ${surplus}\n`);
    return { ...audit, surplusMails: surplus };
  }

  /** What lies in the dead-letter queues. */
  async deadLetters(): Promise<readonly { readonly reason: string; readonly body: string }[]> {
    const { body } = await this.admin.get('/api/admin/dead-letters?limit=100');
    return body.data as unknown as { reason: string; body: string }[];
  }

  private async buyOne(index: number): Promise<void> {
    const buyer = this.buyers[index % this.buyers.length] as Shopper;
    const purchase: Purchase = { buyer, answers: [] };
    const items = skus.slice(0, 1 + (index % 2)).map((sku, i) => ({ sku, quantity: 1 + ((index + i) % 3) }));
    const key = randomUUID();
    let api = index + Math.floor(index / this.buyers.length);
    await eventually(async () => {
      const answer = await this.through(api++, buyer, items, key);
      expect(answer.status).toBe(201);
      purchase.answers.push(answer.body);
    });
    this.purchases.push(purchase);
  }

  private through(api: number, buyer: Shopper, items: readonly Line[], key: string): Promise<Answer> {
    const shopper = this.system.visitor(api);
    shopper.tokens = buyer.tokens;
    return shopper.place(items, { 'idempotency-key': key });
  }

  private async expectKept({ buyer, answers }: Purchase): Promise<void> {
    const [{ id, items, total }] = answers as [Body & { items: unknown; total: number }];
    const { status, body } = await buyer.get(`/api/orders/${id}`);
    expect([status, body]).toMatchObject([200, { id, items, total }]);
    expect(body.status).toMatch(/^(CONFIRMED|REJECTED)$/);
  }

  /** Mails beyond one an order, once every order is told of. */
  private async surplusMails(): Promise<number> {
    const ids = new Set(this.purchases.flatMap(({ answers }) => answers.map(({ id }) => id)));
    const told = (await allMail()).flatMap(({ body }) => [...ids].filter((id) => body.text.includes(id)));
    expect(new Set(told)).toEqual(ids);
    return told.length - ids.size;
  }
}
