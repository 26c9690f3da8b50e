import { eventually } from '../support/eventually';
import { RunningSystem } from '../support/running-system';
import { ChaosSqs } from './rig/chaos-sqs';
import { OwnStack } from './rig/own-stack';
import { ShoppingSpree } from './rig/shopping-spree';

describe('a queue that loses what it took', () => {
  let stack: OwnStack;
  let chaos: ChaosSqs;
  let system: RunningSystem;
  let spree: ShoppingSpree;

  beforeAll(async () => {
    stack = await OwnStack.start('sqs');
    chaos = await new ChaosSqs(stack.environment.AWS_ENDPOINT_URL_SQS).start();
    const environment = { ...stack.environment, AWS_ENDPOINT_URL_SQS: chaos.url };
    system = await RunningSystem.start({ apis: 2, environment });
    spree = await ShoppingSpree.begin(system);
  });
  afterAll(async () => {
    await system.stop();
    await chaos.stop();
    await stack.stop();
  });

  it('leaves no order waiting for ever, nor its customer: what had no effect is announced again', async () => {
    chaos.inject({ loseMessages: 1, only: /-events$/ });
    await spree.buy(5);
    await lost(5);
    chaos.inject({ only: /^/ });
    await spree.buy(10);
    await lost(15);
    await stack.kill('sqs');
    chaos.heal();
    await stack.restart('sqs');
    await spree.buy(10);
    await spree.verdict();
    expect(await spree.deadLetters()).toEqual([]);
  });

  async function lost(messages: number): Promise<void> {
    await eventually(async () => expect(chaos.counts.faults.loseMessages).toBeGreaterThanOrEqual(messages));
  }
});
