import { randomUUID } from 'node:crypto';
import { eventually } from '../../support/eventually';
import { Answer, Body, Line, Shopper } from '../../support/shopper';
import { Crash } from './crash';
import { ModelWorld, QueueRole } from './model-world';
import { ModelOrder, Placed, ShopModel, statusOf } from './shop-model';

/** What was answered, and how often it took asking. */
export interface StubbornAnswer extends Answer {
  readonly attempts: number;
}

type OrderSeen = Pick<Body, 'id' | 'status'> & { readonly version: number };

const eventTypes = {
  PENDING: 'order.placed',
  CONFIRMED: 'order.confirmed',
  REJECTED: 'order.rejected',
  CANCELLED: 'order.cancelled',
  FULFILLED: 'order.fulfilled',
} as const;

/** A new customer and new products in the running system, seen through both APIs and compared with the model. */
export class ShopUnderTest {
  /** Whether a process was killed that may have sent an e-mail and not said so. */
  hasCrashed = false;
  private readonly versions = new Map<string, number>();
  private readonly stepsBack: string[] = [];

  private constructor(
    readonly world: ModelWorld,
    private readonly sides: readonly Shopper[],
    private readonly userId: string,
  ) {}

  static async open(world: ModelWorld, model: ShopModel): Promise<ShopUnderTest> {
    world.chaos.heal();
    const customer = await world.system.customer();
    const other = world.system.visitor(1);
    Object.assign(other, { email: customer.email, tokens: customer.tokens });
    const { body } = await customer.get('/api/auth/me');
    const shop = new ShopUnderTest(world, [customer, other], body.id);
    for (const [sku, { onHand }] of model.stock) {
      expect((await shop.count(sku, onHand)).status).toBe(201);
    }
    return shop;
  }

  get email(): string {
    return this.sides[0]?.email ?? '';
  }

  /** Asks one API, and if that is killed the other, until one answers. */
  place(side: number, key: string, lines: readonly Line[], waitSeconds = 0): Promise<StubbornAnswer> {
    const headers = { 'idempotency-key': key, prefer: `wait=${waitSeconds}` };
    return this.ask(side, (shopper) => shopper.place(lines, headers));
  }

  end(side: number, { id }: Placed, how: 'cancel' | 'fulfil', ifMatch = '*'): Promise<StubbornAnswer> {
    const { tokens } = how === 'fulfil' ? this.world.admin : { tokens: undefined };
    return this.ask(side, (shopper) => {
      const authorization = tokens && { authorization: `Bearer ${tokens.accessToken}` };
      return shopper.send('POST', `/api/orders/${id}/${how}`, { 'if-match': ifMatch, ...authorization });
    });
  }

  count(sku: string, onHand: number): Promise<Answer> {
    return this.world.admin.put(`/api/inventory/${sku}`, { name: sku, unitPrice: 100, currency: 'EUR', onHand });
  }

  adjust(sku: string, delta: number): Promise<Answer> {
    return this.world.admin.post(`/api/inventory/${sku}/adjustments`, { delta, reason: 'counted again' });
  }

  /** Kills a process with -9 and resolves once another has taken its place. */
  async crash(victim: number): Promise<void> {
    this.hasCrashed = true;
    await this.world.crash(victim);
  }

  /** The same, while one of the APIs is busy with another request. */
  async crashAmid(side: number, { victim, moment }: Crash): Promise<void> {
    if (moment === 'soon') {
      await this.side(side).get('/api/auth/me');
    }
    await this.crash(victim);
  }

  /** Waits for the decision, whatever happens meanwhile. */
  decided(orderId: string): Promise<OrderSeen> {
    return eventually(async () => {
      const order = await this.read(0, orderId);
      expect(order.status).not.toBe('PENDING');
      return order;
    });
  }

  /** Waits until the customer has this many orders. */
  async holds(orders: number): Promise<void> {
    await eventually(async () => {
      const lists = this.sides.map((side) => side.get('/api/orders?limit=100'));
      expect((await Promise.any(lists)).body.data).toHaveLength(orders);
    });
  }

  /** Delivers the event of one version again: the same in every byte that matters. */
  redeliver({ id: orderId, history }: ModelOrder, version: number, queue: QueueRole, times = 1): Promise<void> {
    const type = eventTypes[history[version - 1] ?? 'PENDING'];
    const envelope = { id: `${orderId}-v${version}`, type, version: 1, occurredAt: new Date(), correlationId: randomUUID() };
    return this.world.deliver(queue, { ...envelope, data: { orderId, userId: this.userId, version } }, times);
  }

  /** Reads an order through both APIs in turn while something happens to it. */
  async watching<T>({ id }: ModelOrder, event: Promise<T>): Promise<T> {
    let isOver = false;
    const done = event.finally(() => (isOver = true));
    for (let turn = 0; !isOver; turn += 1) {
      await this.read(turn, id).catch(() => undefined);
    }
    return done;
  }

  /**
   * Expects exactly the model's orders, in the model's states, and the model's stock, through both APIs; and that no
   * version was ever seen to go back.
   */
  async expectToBe(model: ShopModel): Promise<void> {
    const expected = model.orders.map(seen).sort(byId);
    await Promise.all(
      this.sides.map(async (side, index) => {
        const { data } = (await side.get('/api/orders?limit=100')).body;
        expect(data.map((order) => order as unknown as OrderSeen).map(pick).sort(byId)).toEqual(expected);
        const read = await Promise.all(expected.map(({ id }) => this.read(index, id)));
        expect(read.map(pick)).toEqual(expected);
      }),
    );
    expect(this.stepsBack).toEqual([]);
    const levels = model.skus.map(async (sku) => (await this.world.admin.get(`/api/inventory/${sku}`)).body);
    expect(await Promise.all(levels)).toMatchObject(
      [...model.stock].map(([sku, { onHand, reserved }]) => ({ sku, onHand, reserved, available: onHand - reserved })),
    );
  }

  /** Whoever asks after an answer came must not be told of a version before it. */
  private async read(side: number, id: string): Promise<OrderSeen> {
    const atLeast = this.versions.get(id) ?? 0;
    const { status, body } = await this.side(side).get(`/api/orders/${id}`);
    expect(status).toBe(200);
    const order = body as unknown as OrderSeen;
    if (order.version < atLeast) {
      this.stepsBack.push(`${id} from ${atLeast} to ${order.version}`);
    }
    this.versions.set(id, Math.max(order.version, this.versions.get(id) ?? 0));
    return order;
  }

  /** A killed process does not answer, and a busy database asks to try again. */
  private ask(side: number, question: (shopper: Shopper) => Promise<Answer>): Promise<StubbornAnswer> {
    let attempts = 0;
    return eventually(async () => {
      attempts += 1;
      const answer = await question(this.side(side + attempts - 1));
      expect(answer.status).not.toBe(503);
      return { ...answer, attempts };
    });
  }

  private side(index: number): Shopper {
    return this.sides[index % this.sides.length] as Shopper;
  }
}

function seen(order: ModelOrder): OrderSeen {
  return { id: order.id, status: statusOf(order) ?? '', version: order.history.length };
}

function pick({ id, status, version }: OrderSeen): OrderSeen {
  return { id, status, version };
}

function byId(one: OrderSeen, other: OrderSeen): number {
  return one.id < other.id ? -1 : 1;
}
