import { eventually } from '../support/eventually';
import { RunningSystem } from '../support/running-system';
import { ChaosSqs } from './rig/chaos-sqs';
import { ShoppingSpree } from './rig/shopping-spree';

describe('processes that are stopped, frozen and killed under load', () => {
  let chaos: ChaosSqs;
  let system: RunningSystem;
  let spree: ShoppingSpree;

  beforeAll(async () => {
    chaos = await new ChaosSqs().start();
    system = await RunningSystem.start({ apis: 2, processors: 2, environment: { AWS_ENDPOINT_URL_SQS: chaos.url } });
    spree = await ShoppingSpree.begin(system);
  });
  afterAll(async () => {
    await system.stop();
    await chaos.stop();
  });

  it('by SIGTERM, one after the other, finish what they hold: no message comes a second time', async () => {
    const bought = spree.buy(60);
    for (const app of [...system.processors, ...system.apis]) {
      expect(await app.stop()).toBe(null);
      await system.replace(app);
    }
    await bought;
    await spree.verdict();
    expect([...chaos.receives.values()].filter((receives) => receives > 1)).toEqual([]);
    expect(await spree.deadLetters()).toEqual([]);
  });

  it('frozen with messages in hand, wake up too late to do harm: others have had them', async () => {
    const [sleeper] = system.processors;
    const before = received();
    chaos.inject({ duplicate: 1, copies: 2 });
    const bought = spree.buy(20);
    await eventually(async () => expect(received()).toBeGreaterThan(before));
    sleeper?.freeze();
    await bought;
    await spree.decided();
    sleeper?.thaw();
    chaos.heal();
    await spree.verdict();
  });

  it('by kill -9, at any moment, lose nothing', async () => {
    const bought = spree.buy(40);
    for (const app of [system.processors[0], system.apis[1], system.processors[1], system.apis[0]]) {
      await (app && system.replace(app));
    }
    await bought;
    const crashes = 4;
    await spree.verdict({ surplusMails: crashes });
    expect(await spree.deadLetters()).toEqual([]);
  });

  function received(): number {
    return [...chaos.receives.values()].reduce((sum, receives) => sum + receives, 0);
  }
});
