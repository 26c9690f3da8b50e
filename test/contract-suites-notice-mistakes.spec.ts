import { createHash, randomInt, scryptSync } from 'node:crypto';
import { PasswordHasher } from '@app/auth';
import { describePasswordHasher } from '@app/auth/contract-suites';
import { AllocationDecision, AllocationRequest, AllocationStrategy, FirstComeAllOrNothing, StockLevel } from '@app/inventory';
import { describeAllocationStrategy } from '@app/inventory/contract-suites';
import { MessageTemplates, OrderMessageTemplates, RenderedMessage } from '@app/notifications';
import { describeMessageTemplates, describeNotificationChannel } from '@app/notifications/contract-suites';
import { Order, OrderScreening, PricingPolicy, PricingRequest } from '@app/orders';
import { describeOrderScreening, describePricingPolicy } from '@app/orders/contract-suites';
import { DomainError, OrderEvent } from '@app/contracts';
import { OnOrderEvent } from '@app/messaging';
import { describeOrderEventHandler } from '@app/messaging/contract-suites';
import { failingTests } from './support/failing-tests';
import { Pinboard } from './shop/pinboard';
import { PinboardChannel } from './shop/pinboard.channel';

const usualPrices = ({ lines }: PricingRequest) => lines.map(({ product }) => product.unitPrice);
const inTurn = new FirstComeAllOrNothing();
const usualWords = new OrderMessageTemplates();

describe('the contract suite of prices', () => {
  it.each<[string, PricingPolicy['unitPrices'], string]>([
    ['gives prices to other lines', async (request) => usualPrices(request).reverse(), 'charges the same for a line'],
    ['throws dice', async ({ lines }) => lines.map(() => randomInt(1e9)), 'charges the same for a line'],
    ['forgets a line', async (request) => usualPrices(request).slice(1), 'names one price a line'],
    ['charges parts of a cent', async (request) => usualPrices(request).map((price) => price + 0.5), 'names one price a line'],
    ['fails for no reason', async () => Promise.reject(new Error('oops')), 'names one price a line'],
    ['refuses everybody', async () => Promise.reject(refusal('closed')), 'prices the examples, or some'],
    ['changes what it is asked', async ({ lines }) => lines.map((line) => Object.assign(line, { quantity: 1 }).product.unitPrice), 'leaves the lines'],
  ])('notices one that %s', async (_what, unitPrices, test) => {
    expect(await failingTests(() => describePricingPolicy('it', () => ({ unitPrices })))).toContainEqual(expect.stringContaining(test));
  });

  it('notices one that refuses what it has to price', async () => {
    const product = { sku: 'TEA', name: 'Tea', unitPrice: 999, currency: 'EUR' };
    const none: PricingPolicy = { unitPrices: async (request) => (request.userId === 'bob' ? Promise.reject(refusal('bob')) : usualPrices(request)) };
    const failing = await failingTests(() => describePricingPolicy('it', () => none, [{ userId: 'bob', lines: [{ product, quantity: 1 }] }]));
    expect(failing).toEqual(['prices the examples, or some of the others']);
  });
});

describe('the contract suite of password hashers', () => {
  const derived = (password: string, salt: string) => `slow$${salt}$${scryptSync(password, salt, 32).toString('hex')}`;
  const salted = () => String(randomInt(1e12));
  const sound = { hash: async (password: string) => derived(password, salted()), isOutdated: () => false };
  const verify = async (password: string, hash = 'slow$0$') => derived(password, hash.split('$')[1] ?? '') === hash;

  it.each<[string, Partial<PasswordHasher>, string]>([
    ['keeps the password', { hash: async (password) => `plain$${salted()}$${password}`, verify: async (password, hash) => hash?.endsWith(`$${password}`) ?? false }, 'keeps nothing'],
    ['hashes once', digesting(), 'takes far more work'],
    ['does not salt', { hash: async (password) => derived(password, '1') }, 'salts'],
    ['says yes to what it cannot read', { verify: async (password, hash) => (hash?.startsWith('slow$') ? verify(password, hash) : true) }, 'for no hash of the password'],
    ['fails at what it cannot read', { verify: async (password, hash) => (hash === undefined || hash.startsWith('slow$') ? verify(password, hash) : Promise.reject(new Error('?'))) }, 'for no hash of the password'],
    ['answers at once for nobody', { verify: async (password, hash) => (hash === undefined ? false : verify(password, hash)) }, 'refuses every password without a hash'],
    ['has its own renewed for ever', { isOutdated: () => true }, 'has its own hashes renewed never'],
  ])('notices one that %s', async (_what, mistake, test) => {
    const hasher = { ...sound, verify, ...mistake };
    expect(await failingTests(() => describePasswordHasher('it', () => hasher))).toContainEqual(expect.stringContaining(test));
  });

  it('notices one that has forgotten what was stored before it', async () => {
    const hasher = { ...sound, verify };
    const failing = await failingTests(() => describePasswordHasher('it', () => hasher, [{ password: 'a', hash: '$2b$10$a' }]));
    expect(failing).toEqual([expect.stringContaining('renewed never'), expect.stringContaining('what others stored')]);
  });

  function digesting(): Partial<PasswordHasher> {
    const digest = (password: string, salt: string) => `${salt}$${createHash('sha256').update(salt + password).digest('hex')}`;
    return { hash: async (password) => digest(password, salted()), verify: async (password, hash = '$') => digest(password, hash.split('$')[0] ?? '') === hash };
  }
});

describe('the contract suite of screenings', () => {
  const reason = 'Ring us first.';
  let asked = 0;
  let isAway = false;

  it.each<[string, (isUnwelcome: boolean) => ReturnType<OrderScreening['screen']>, string]>([
    ['refuses every third', async (isUnwelcome) => (isUnwelcome || (asked += 1) % 3 === 0 ? { reason } : undefined), 'answers the same however often'],
    ['takes two lines for its reason', async (isUnwelcome) => (isUnwelcome ? { reason: 'Ring\u2028us' } : undefined), 'gives its reason'],
    ['throws what it means to refuse', async (isUnwelcome) => (isUnwelcome ? Promise.reject(new Error(reason)) : undefined), 'gives its reason'],
    ['refuses when it cannot find out', async (isUnwelcome) => (isUnwelcome || isAway ? { reason } : undefined), 'refuses nobody because'],
  ])('notices one that %s', async (_what, answer, test) => {
    const screening: OrderScreening = { screen: ({ total }: Order) => answer(total > 100_000).finally(() => (isAway = false)) };
    const subject = { screening, unwelcome: (usual: Order) => ({ ...usual, total: 100_001 }), failNext: () => (isAway = true) };
    expect(await failingTests(() => describeOrderScreening('it', () => subject))).toContainEqual(expect.stringContaining(test));
  });
});

describe('the contract suite of allocations', () => {
  const shortOf = ({ lines: [line] }: AllocationRequest, available: number) => [
    { sku: line?.sku ?? '', reason: 'insufficient_stock' as const, requested: line?.quantity ?? 0, available },
  ];

  it.each<[string, AllocationStrategy['allocate'], string]>([
    ['turns everybody away', (orders) => orders.map((order) => ({ orderId: order.orderId, shortages: shortOf(order, 0) })), 'turns nobody away'],
    ['calls short what there is plenty of', (orders) => orders.map((order) => ({ orderId: order.orderId, shortages: shortOf(order, 1e9) })), 'says less is available'],
    ['gives to everybody', (orders) => orders.map(({ orderId }) => ({ orderId, shortages: [] })), 'never grants more'],
    ['forgets an order', (orders, levels) => inTurn.allocate(orders.slice(1), levels), 'makes one decision'],
    ['turns the orders round', (orders, levels) => inTurn.allocate((orders as AllocationRequest[]).reverse(), levels), 'leaves orders and levels'],
    ['takes what is not there for sold out', soldOut, 'names what has no level'],
  ])('notices one that %s', async (_what, allocate, test) => {
    expect(await failingTests(() => describeAllocationStrategy('it', { allocate }))).toContainEqual(expect.stringContaining(test));
  });

  function soldOut(orders: readonly AllocationRequest[], levels: readonly StockLevel[]): AllocationDecision[] {
    const named = inTurn.allocate(orders, levels);
    return named.map((one) => ({ ...one, shortages: one.shortages.map((shortage) => ({ ...shortage, reason: 'insufficient_stock' })) }));
  }
});

describe('the contract suite of channels', () => {
  const tooSoon = performance.now() + 1e9;

  it.each<[string, (channel: PinboardChannel, ...given: Parameters<PinboardChannel['deliver']>) => ReturnType<PinboardChannel['deliver']>, string]>([
    ['hands over nothing but the fact', (channel, to, _message, tags, until) => channel.deliver(to, { subject: '', text: '', html: '' }, tags, until), 'hands the message over once'],
    ['hands over twice', async (channel, ...given) => channel.deliver(...given).then(() => channel.deliver(...given)), 'hands the message over once'],
    ['is never too late', (channel, to, message, tags) => channel.deliver(to, message, tags, tooSoon), 'once it is too late'],
    ['gives up at once', (channel, ...given) => channel.deliver(...given).catch(() => Promise.reject(refusal('permanently_refused'))), 'leaves the next attempt'],
    ['keeps a failure to itself', (channel, ...given) => channel.deliver(...given).catch(() => ({ messageId: '1' })), 'says so when the provider refuses'],
  ])('notices one that %s', async (_what, deliver, test) => {
    const board = new Pinboard();
    const channel = Object.assign(new PinboardChannel(board), {
      deliver: (...given: Parameters<PinboardChannel['deliver']>) => deliver(new PinboardChannel(board), ...given),
    });
    const failures = { refuseNext: () => board.failNext(refusal('permanently_refused')), failNext: () => board.failNext(new Error('away')) };
    const failing = await failingTests(() => describeNotificationChannel('it', () => ({ channel, handedOver: () => board.notes, ...failures })));
    expect(failing).toContainEqual(expect.stringContaining(test));
  });
});

describe('the contract suite of templates', () => {
  it.each<[string, (message: RenderedMessage) => RenderedMessage, string]>([
    ['says one thing whatever happened', () => ({ subject: 'order-1', text: 'order-1 Blue mug', html: 'order-1 Blue mug' }), 'tells different things'],
    ['gives no reasons', (message) => ({ ...message, text: message.text.replace(/Ring us first.|Bought elsewhere.|Rare teapot/g, '') }), 'tells in text and HTML why'],
    ['counts in cents', (message) => ({ ...message, text: message.text.replaceAll('1,234.56', '123456') }), 'shows no price in minor units'],
    ['names no price', (message) => ({ ...message, html: message.html.replaceAll('1,234.56', '') }), 'what a confirmed order costs'],
    ['forgets the link', (message) => ({ ...message, text: message.text.replace('https://shop', '') }), 'gives the link'],
    ['forgets how long', (message) => ({ ...message, text: message.text.replace('30 minutes', 'a while') }), 'for how many minutes'],
  ])('notices some that %s', async (_what, changed, test) => {
    const templates: MessageTemplates = { render: (notification) => changed(usualWords.render(notification)) };
    expect(await failingTests(() => describeMessageTemplates('it', templates))).toContainEqual(expect.stringContaining(test));
  });
});

describe('the contract suite of handlers', () => {
  const event = { id: 'order-1-v2', type: 'order.confirmed', data: { orderId: 'order-1' } } as OrderEvent;

  class Points {
    readonly given: string[] = [];
    isAway = false;

    async has(id: string): Promise<boolean> {
      return this.given.includes(id);
    }

    async give(id: string): Promise<void> {
      if (this.isAway) {
        this.isAway = false;
        throw new Error('away');
      }
      this.given.push(id);
    }
  }

  class Remembers {
    private readonly seen = new Set<string>();

    constructor(private readonly points: Points) {}

    @OnOrderEvent('order.confirmed')
    async give({ id }: OrderEvent): Promise<void> {
      await (this.seen.has(id) ? undefined : this.points.give(id).then(() => this.seen.add(id)));
    }
  }

  class LooksFirst {
    constructor(private readonly points: Points) {}

    @OnOrderEvent('order.confirmed')
    async give({ id }: OrderEvent): Promise<void> {
      await ((await this.points.has(id)) ? undefined : this.points.give(id));
    }
  }

  class Swallows {
    constructor(private readonly points: Points) {}

    @OnOrderEvent('order.cancelled')
    takeBack(): void {}

    @OnOrderEvent('order.confirmed')
    async give({ id }: OrderEvent): Promise<void> {
      await ((await this.points.has(id)) ? undefined : this.points.give(id).catch(() => undefined));
    }
  }

  it.each([
    ['remembers in its own process what it did', Remembers, 'another process calls it'],
    ['looks first, then acts', LooksFirst, 'at the same moment'],
    ['says nothing of a failure', Swallows, 'fails when it could not do it'],
  ])('notices one that %s', async (_what, handler, test) => {
    const subject = () => {
      const points = new Points();
      return { handler: new handler(points), another: new handler(points), event, effects: () => points.given, failNext: () => void (points.isAway = true) };
    };
    expect(await failingTests(() => describeOrderEventHandler('it', subject))).toContainEqual(expect.stringContaining(test));
  });
});

function refusal(code: string): DomainError {
  return new DomainError({ kind: 'unprocessable', code, message: 'No.' });
}
