import { OwnStack } from './faults/rig/own-stack';
import { eventually } from './support/eventually';
import { RunningSystem } from './support/running-system';
import { Answer, Shopper } from './support/shopper';

const tea = [{ sku: 'TEA', quantity: 1 }];
const ordersAMinute = 300;
const resetsOfAnAddress = 30;
const waitsAtOnce = 10;

describe('too many requests', () => {
  let stack: OwnStack;
  let system: RunningSystem;

  beforeAll(async () => {
    stack = await OwnStack.start('redis');
    system = await RunningSystem.start({
      apis: 2,
      processors: 0,
      environment: { ...stack.environment, RATE_LIMIT: 'on' },
      launch: (_, index) => ({ environment: index === 1 ? { TRUST_PROXY: '127.0.0.1,10.0.0.0/8' } : {} }),
    });
    const admin = await system.admin();
    await admin.put('/api/inventory/TEA', { name: 'Tea', unitPrice: 100, currency: 'EUR', onHand: 1_000_000 });
  });
  afterAll(async () => {
    await system.stop();
    await stack.stop();
  });

  it('of one user, through both APIs, are cut off at exactly 300 orders a minute; another user orders on', async () => {
    const shopper = await cutOff();
    expectLimit(await shopper.place(tea));
    expect(await countOrders(shopper)).toBe(ordersAMinute);
    const other = await (await system.customer()).place(tea);
    expect(other.status).toBe(201);
    expect(other.headers.get('ratelimit-remaining')).toBe('299');
  });

  it('are refused to an address, whatever it says who it speaks for', async () => {
    const answers = await resets(0, (index) => `198.51.100.${index}`);
    expect(answers[0]?.status).toBe(400);
    expect(answers.at(-1)?.status).toBe(429);
  });

  it('are refused to the address that a trusted proxy names, whatever stands before it', async () => {
    const answers = await resets(1, (index) => `198.51.100.${index}, 203.0.113.9, 10.0.0.${index}`);
    expect(answers[0]?.status).toBe(400);
    expect(answers.at(-1)?.status).toBe(429);
    expect((await reset(1, '203.0.113.9, 203.0.113.10')).status).toBe(400);
  });

  it('do not wait all: ten of a user do, the others are answered at once', async () => {
    const shopper = await system.customer();
    const held = new Set<Promise<Answer>>();
    for (let index = 0; index < waitsAtOnce; index += 1) {
      const answer = place(shopper, 'wait=30').finally(() => held.delete(answer));
      held.add(answer);
    }
    await eventually(async () => expect((await shopper.get('/api/orders')).body.data).toHaveLength(waitsAtOnce));
    const eleventh = await place(shopper, 'wait=30');
    expect(eleventh).toMatchObject({ status: 201, body: { status: 'PENDING' } });
    expect(held.size).toBe(waitsAtOnce);
    const waiting = [...held];
    const orders = (await shopper.get('/api/orders')).body.data;
    await Promise.all(orders.map(({ id }) => shopper.post(`/api/orders/${id}/cancel`, {})));
    for (const { headers, body } of await Promise.all(waiting)) {
      expect([body.status, headers.get('preference-applied')]).toEqual(['CANCELLED', 'wait=30']);
    }
  });

  it('are cut off while Redis is dead, too', async () => {
    const shopper = await cutOff();
    await stack.kill('redis');
    expectLimit(await shopper.place(tea));
    expectLimit(await at(1, shopper).place(tea));
    const other = await system.customer();
    const answers = await Promise.all(Array.from({ length: ordersAMinute + 10 }, () => other.place(tea)));
    expect(stored(answers)).toHaveLength(ordersAMinute);
    await stack.restart('redis');
    expectLimit(await other.place(tea));
  });

  /** Somebody who just was. A command that was slow once keeps a process away from Redis for a moment, so that it may take several. */
  function cutOff(): Promise<Shopper> {
    return eventually(async () => {
      const shopper = await system.customer();
      const ten = Array.from({ length: 10 }, (_, index) => at(index % 2, shopper));
      const answers: Answer[] = [];
      for (let round = 0; round < 31; round += 1) {
        answers.push(...(await Promise.all(ten.map((one) => one.place(tea)))));
      }
      expect(stored(answers)).toHaveLength(ordersAMinute);
      return shopper;
    });
  }

  function at(api: number, { tokens }: Shopper): Shopper {
    return Object.assign(system.visitor(api), { tokens });
  }

  async function countOrders(shopper: Shopper): Promise<number> {
    let count = 0;
    let cursor = '';
    do {
      const { data, nextCursor } = (await shopper.get(`/api/orders?limit=100${cursor}`)).body;
      count += data.length;
      cursor = nextCursor === null ? '' : `&cursor=${nextCursor}`;
    } while (cursor);
    return count;
  }

  function place(shopper: Shopper, prefer: string): Promise<Answer> {
    return shopper.place(tea, { prefer });
  }

  async function resets(api: number, forwarded: (index: number) => string): Promise<Answer[]> {
    const answers: Answer[] = [];
    for (let index = 0; index <= resetsOfAnAddress; index += 1) {
      answers.push(await reset(api, forwarded(index)));
    }
    return answers;
  }

  function reset(api: number, forwarded: string): Promise<Answer> {
    return system.visitor(api).post('/api/auth/password/reset', {}, { 'x-forwarded-for': forwarded });
  }
});

function stored(answers: readonly Answer[]): Answer[] {
  return answers.filter(({ status }) => status === 201);
}

function expectLimit({ status, headers, body }: Answer): void {
  expect({ status, code: body.code }).toEqual({ status: 429, code: 'too_many_requests' });
  expect(headers.get('content-type')).toContain('application/problem+json');
  const { 'retry-after': retryAfter, 'ratelimit-reset': reset, ...limit } = Object.fromEntries(headers);
  expect(limit).toMatchObject({ 'ratelimit-limit': '300', 'ratelimit-remaining': '0', 'ratelimit-policy': '300;w=60' });
  expect(retryAfter).toMatch(/^([1-9]|[1-5]\d|60)$/);
  expect(reset).toBe(retryAfter);
}
