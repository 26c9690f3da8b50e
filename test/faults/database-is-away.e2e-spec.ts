import { eventually } from '../support/eventually';
import { RunningSystem } from '../support/running-system';
import { Answer } from '../support/shopper';
import { Failpoint } from './rig/failpoint';
import { OwnStack } from './rig/own-stack';
import { ShoppingSpree } from './rig/shopping-spree';
import { stepDown } from './rig/step-down';

/** What a client is promised at the longest. */
const answeredWithinMs = 8000;

describe('while MongoDB is away', () => {
  let stack: OwnStack;
  let system: RunningSystem;
  let spree: ShoppingSpree;
  let uri: string;

  beforeAll(async () => {
    stack = await OwnStack.start('mongo');
    uri = stack.environment.MONGO_URI ?? '';
    system = await RunningSystem.start({ apis: 2, processors: 2, environment: stack.environment });
    spree = await ShoppingSpree.begin(system);
    await spree.buy(10);
  });
  afterAll(async () => {
    await system.stop();
    await stack.stop();
  });

  it('frozen, every request is refused in time, with when to try again, and not one is lost or doubled', async () => {
    const customer = await system.customer();
    const { body: order } = await customer.place([{ sku: 'MUG', quantity: 1 }], { 'idempotency-key': 'known' });
    await spree.buy(5);
    stack.freeze('mongo');
    const refusals = await Promise.all([
      refused(() => customer.place([{ sku: 'MUG', quantity: 1 }], { 'idempotency-key': 'frozen' })),
      refused(() => customer.get('/api/orders')),
      refused(() => customer.post(`/api/orders/${order.id}/cancel`, {})),
    ]);
    const bought = spree.buy(10);
    for (const { status, headers, body } of refusals) {
      expect([status, body.code, headers.get('retry-after')]).toEqual([503, expect.any(String), expect.any(String)]);
    }
    stack.thaw('mongo');
    await bought;
    await eventually(async () => expect((await customer.place([{ sku: 'MUG', quantity: 1 }], { 'idempotency-key': 'frozen' })).status).toBe(201));
    expect((await customer.get('/api/orders')).body.data).toHaveLength(2);
    expect(system.processes.every(({ isRunning }) => isRunning)).toBe(true);
  });

  it('killed and started again, nothing that was acknowledged is gone', async () => {
    const bought = spree.buy(20);
    await stack.kill('mongo');
    await stack.restart('mongo');
    await bought;
    expect(await spree.deadLetters()).toEqual([]);
  });

  it('breaking off what a start asks for, the process comes up all the same', async () => {
    const failpoint = await Failpoint.failCommand(uri, { commands: ['createIndexes'], closeConnection: true, times: 2 });
    for (const process of [...system.apis.slice(1), ...system.processors.slice(1)]) {
      await system.replace(process);
    }
    expect(await failpoint.clear()).toBe(2);
  });

  it('stepping down time and again, no process has to be started anew', async () => {
    for (let times = 0; times < 3; times += 1) {
      const bought = spree.buy(10);
      await stepDown(uri, 1);
      await bought;
    }
    expect(system.processes.every(({ isRunning }) => isRunning)).toBe(true);
  });

  it.each<[string, () => Promise<Failpoint>]>([
    ['losing the answers to what it did', () => Failpoint.loseReplies(uri, { times: 4 })],
    ['breaking off commits', () => Failpoint.failCommand(uri, { commands: ['commitTransaction'], closeConnection: true, times: 3 })],
    [
      'refusing every third write of a transaction',
      () =>
        Failpoint.failCommand(uri, {
          commands: ['update'],
          errorCode: 112,
          errorLabels: ['TransientTransactionError'],
          probability: 0.3,
        }),
    ],
  ])('%s, the books stay sound', async (_what, strike) => {
    const failpoint = await strike();
    await spree.buy(15);
    expect(await failpoint.clear()).toBeGreaterThan(0);
  });

  it('in all these ways, every order has ended, every customer was told once, and nothing lies among the dead letters', async () => {
    const { body } = await (await system.admin()).get('/api/orders?limit=100');
    expect(body.data.length).toBeGreaterThan(90);
    await spree.verdict({ otherOrders: 2 });
    expect(await spree.deadLetters()).toEqual([]);
  });

  async function refused(request: () => Promise<Answer>): Promise<Answer> {
    const since = performance.now();
    const answer = await request();
    expect(performance.now() - since).toBeLessThan(answeredWithinMs);
    return answer;
  }
});
