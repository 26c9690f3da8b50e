import { eventually } from '../support/eventually';
import { RunningSystem } from '../support/running-system';
import { Body, Shopper } from '../support/shopper';
import { OwnStack } from './rig/own-stack';
import { ShoppingSpree } from './rig/shopping-spree';

describe('while Redis is away', () => {
  let stack: OwnStack;
  let system: RunningSystem;
  let spree: ShoppingSpree;
  let customer: Shopper;

  beforeAll(async () => {
    stack = await OwnStack.start('redis');
    system = await RunningSystem.start({ apis: 2, environment: stack.environment });
    spree = await ShoppingSpree.begin(system);
    customer = await system.customer();
  });
  afterAll(async () => {
    await system.stop();
    await stack.stop();
  });

  it('dead, nothing fails, and the cache is used again when it is back', async () => {
    const order = await confirmed();
    await stack.kill('redis');
    await spree.buy(10);
    await cancelledEverywhere(order);
    await stack.restart('redis');
    await spree.buy(10);
    await readyWith('redis', 'up');
  });

  it('frozen, nothing fails, and no reader sees an order go back when it thaws', async () => {
    const order = await confirmed();
    await Promise.all([0, 1].map((api) => read(order, api)));
    stack.freeze('redis');
    await spree.buy(10);
    await cancelledEverywhere(order);
    stack.thaw('redis');
    await readyWith('redis', 'up');
    for (let looks = 0; looks < 50; looks += 1) {
      expect((await read(order, looks)).status).toBe('CANCELLED');
    }
  });

  it('in both ways, the books are sound in the end', async () => {
    await spree.verdict({ otherOrders: 2 });
  });

  async function confirmed(): Promise<Body> {
    return customer.decided((await customer.place([{ sku: 'POT', quantity: 1 }])).body.id);
  }

  async function cancelledEverywhere({ id }: Body): Promise<void> {
    expect((await customer.post(`/api/orders/${id}/cancel`, {})).body.status).toBe('CANCELLED');
    for (const api of [0, 1]) {
      expect((await read({ id } as Body, api)).status).toBe('CANCELLED');
    }
  }

  async function read({ id }: Body, api: number): Promise<Body> {
    const shopper = system.visitor(api);
    shopper.tokens = customer.tokens;
    const { status, body } = await shopper.get(`/api/orders/${id}`);
    expect(status).toBe(200);
    return body;
  }

  async function readyWith(part: string, state: string): Promise<void> {
    await eventually(async () => {
      const answer = await fetch(`${system.apis[0]?.url}/health/ready`);
      expect(await answer.json()).toMatchObject({ parts: { [part]: state } });
    });
  }
});
