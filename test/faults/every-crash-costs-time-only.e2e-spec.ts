import { AppProcess } from '../support/app-process';
import { eventually } from '../support/eventually';
import { RunningSystem } from '../support/running-system';
import { CrashPoint, crashAt, unharmed } from './rig/crash-at';
import { limitTransactions } from './rig/limit-transactions';
import { OwnStack } from './rig/own-stack';
import { ShoppingSpree } from './rig/shopping-spree';

type Crash = CrashPoint & { readonly app: 'apis' | 'processors' };

/** One for each step of an order; `npm run test:faults` crashes at every call there is. */
const crashes: readonly Crash[] = [
  { app: 'apis', point: 'mongo.insert.orders', moment: 'before' },
  { app: 'apis', point: 'mongo.insert.orders', moment: 'after' },
  { app: 'apis', point: 'sqs.SendMessageBatch', moment: 'before' },
  { app: 'apis', point: 'sqs.SendMessageBatch', moment: 'after' },
  { app: 'processors', point: 'mongo.update.products', moment: 'after' },
  { app: 'processors', point: 'mongo.commitTransaction', moment: 'after' },
  { app: 'processors', point: 'sqs.DeleteMessageBatch', moment: 'before' },
  { app: 'processors', point: 'ses.SendEmail', moment: 'before' },
  { app: 'processors', point: 'ses.SendEmail', moment: 'after' },
];

/** Mails that one process sends at the same time. */
const mailsAtOnce = 10;

describe('a process that crashes', () => {
  let stack: OwnStack;
  let system: RunningSystem;
  let spree: ShoppingSpree;

  beforeAll(async () => {
    stack = await OwnStack.start('mongo');
    await limitTransactions(stack.environment.MONGO_URI ?? '', 5);
    system = await RunningSystem.start({ apis: 2, processors: 1, environment: stack.environment });
    spree = await ShoppingSpree.begin(system, { onHand: 10_000 });
  });
  afterAll(async () => {
    await system.stop();
    await stack.stop();
  });

  it.each(crashes)('$moment $point costs time and nothing else', async ({ app, ...point }) => {
    const doomed = await system.replace(system[app][0] as AppProcess, crashAt(point));
    const bought = spree.buy(5);
    await eventually(async () => expect(doomed.isRunning).toBe(false));
    await system.replace(doomed, unharmed);
    await bought;
  });

  it('at all these points leaves sound books and every promise kept; only mails that were just going out may go twice', async () => {
    const whileSending = crashes.filter(({ point }) => point === 'ses.SendEmail').length;
    await spree.verdict({ surplusMails: whileSending * mailsAtOnce });
    expect(await spree.deadLetters()).toEqual([]);
  });
});
