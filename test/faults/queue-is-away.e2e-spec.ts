import { eventually } from '../support/eventually';
import { RunningSystem } from '../support/running-system';
import { ChaosSqs } from './rig/chaos-sqs';
import { ShoppingSpree } from './rig/shopping-spree';

/** A sample long enough to tell backing off from asking all the time. */
const sampledPolls = 12;

describe('while SQS is away', () => {
  let chaos: ChaosSqs;
  let system: RunningSystem;

  beforeAll(async () => {
    chaos = await new ChaosSqs().start();
    chaos.inject({ serverErrors: 1 });
    system = await RunningSystem.start({ environment: { AWS_ENDPOINT_URL_SQS: chaos.url }, waitsUntilReady: false });
    await system.apis[0]?.ready();
  });
  afterAll(async () => {
    await system.stop();
    await chaos.stop();
  });

  it('from the start on, orders are taken all the same, and end once it is back, without a restart', async () => {
    const spree = await ShoppingSpree.begin(system);
    await spree.buy(20);
    chaos.heal();
    await spree.verdict();
    expect(await spree.deadLetters()).toEqual([]);
    expect(system.processes.every(({ isRunning }) => isRunning)).toBe(true);
  });

  it('the order processor is not ready but lives, and asks for messages at most twice a second', async () => {
    const [processor] = system.processors;
    chaos.inject({ serverErrors: 1 });
    await eventually(async () => expect((await fetch(`${processor?.url}/health/ready`)).status).toBe(503));
    expect((await fetch(`${processor?.url}/health/live`)).status).toBe(200);
    const [since, before] = [performance.now(), polls()];
    await eventually(async () => expect(polls() - before).toBeGreaterThanOrEqual(sampledPolls));
    expect((polls() - before) / ((performance.now() - since) / 1000)).toBeLessThanOrEqual(2);
    chaos.heal();
    await processor?.ready();
  });

  function polls(): number {
    return chaos.counts.requests.ReceiveMessage ?? 0;
  }
});
