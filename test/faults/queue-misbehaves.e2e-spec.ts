import { eventually } from '../support/eventually';
import { RunningSystem } from '../support/running-system';
import { ChaosSqs } from './rig/chaos-sqs';
import { ShoppingSpree } from './rig/shopping-spree';

const poison = ['gibberish', '{}', '', '{"id":"x"', '{"__proto__":{"polluted":true}}', '['.repeat(10_000), 'x'.repeat(200_000)];

const everyFault = ['dropDeletes', 'duplicate', 'failEntries', 'reorder', 'resets', 'serverErrors', 'stall'];

describe('an SQS that doubles, reorders, forgets deletes, refuses entries, stalls, fails and is fed garbage', () => {
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

  it('costs time and nothing else', async () => {
    chaos.inject({ duplicate: 0.5, copies: 2, reorder: 200, dropDeletes: 0.3, failEntries: 0.2, stall: 20, serverErrors: 0.1, resets: 0.1 });
    await spree.buy(60);
    await eventually(async () => expect(Object.keys(chaos.counts.faults)).toEqual(expect.arrayContaining(everyFault)));
    chaos.heal();
    await spree.verdict();
    process.stderr.write(`faults: ${JSON.stringify(chaos.counts.faults)}\n`);
    expect(await spree.deadLetters()).toEqual([]);
  });

  it('puts exactly the garbage among the dead letters, with reasons, and holds up nobody', async () => {
    await chaos.poison(system.queueUrl, poison);
    await spree.buy(10);
    await spree.verdict();
    const letters = await eventually(async () => {
      const found = await spree.deadLetters();
      expect(found).toHaveLength(poison.length);
      return found;
    });
    expect(letters.every(({ reason }) => /JSON|envelope/.test(reason))).toBe(true);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
    expect(system.processes.every(({ isRunning }) => isRunning)).toBe(true);
  });
});
