import { eventually } from '../support/eventually';
import { RunningSystem } from '../support/running-system';
import { ChaosSes } from './rig/chaos-ses';
import { ShoppingSpree } from './rig/shopping-spree';

describe('an SES that throttles, fails, resets connections and refuses', () => {
  let chaos: ChaosSes;
  let system: RunningSystem;
  let spree: ShoppingSpree;

  beforeAll(async () => {
    chaos = await new ChaosSes().start();
    system = await RunningSystem.start({ processors: 2, environment: { AWS_ENDPOINT_URL_SES: chaos.url } });
    spree = await ShoppingSpree.begin(system);
  });
  afterAll(async () => {
    await system.stop();
    await chaos.stop();
  });

  it('delays mail and no order; each customer is told once, and again only where SES took a mail and did not say so', async () => {
    const unlucky = await system.customer();
    chaos.inject({ throttle: 0.3, serverErrors: 0.3, acceptThenReset: 0.1, reject: (to) => to === unlucky.email });
    const { body } = await unlucky.place([{ sku: 'MUG', quantity: 1 }]);
    await spree.buy(30);
    await unlucky.decided(body.id);
    await eventually(async () => expect(Object.keys(chaos.counts.faults)).toEqual(expect.arrayContaining(['acceptThenReset', 'serverErrors', 'throttle'])));
    chaos.inject({ throttle: 0, serverErrors: 0, acceptThenReset: 0 });
    const { deliveries, surplusMails } = await spree.verdict({ otherOrders: 1, surplusMails: Infinity });
    // Counted by now, also for a mail that was on its way when the faults ended.
    expect(surplusMails).toBeLessThanOrEqual(chaos.counts.faults.acceptThenReset ?? 0);
    expect(deliveries).toMatchObject({ sent: spree.acknowledged, failed: 1 });
    expect(chaos.counts.faults.reject).toBe(1);
    expect(await spree.deadLetters()).toEqual([]);
  });

  it('away for a while, orders are decided as always, and the mails follow', async () => {
    chaos.inject({ down: true });
    await spree.buy(10);
    await spree.decided();
    chaos.heal();
    await spree.verdict({ otherOrders: 1, surplusMails: chaos.counts.faults.acceptThenReset ?? 0 });
  });
});
