import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppName, AppProcess } from '../../support/app-process';
import { eventually } from '../../support/eventually';
import { RunningSystem } from '../../support/running-system';
import { CrashPoint, crashAt, unharmed } from '../rig/crash-at';
import { limitTransactions } from '../rig/limit-transactions';
import { OwnStack } from '../rig/own-stack';
import { ReachedPoints } from '../rig/reached-points';
import { ShoppingSpree } from '../rig/shopping-spree';

const mailsAtOnce = 10;
const anHour = 3_600_000;

describe('a campaign', () => {
  let directory: string;
  let stack: OwnStack;
  let points: Record<AppName, ReachedPoints>;
  let system: RunningSystem;
  let spree: ShoppingSpree;

  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'campaign-'));
    stack = await OwnStack.start('mongo');
    await limitTransactions(stack.environment.MONGO_URI ?? '', 5);
    points = { api: new ReachedPoints(), 'order-processor': new ReachedPoints() };
    const launch = (app: AppName) => points[app].launch;
    system = await RunningSystem.start({ apis: 2, processors: 2, environment: { ...stack.environment, ACCESS_TOKEN_TTL: '12h' }, launch });
    spree = await ShoppingSpree.begin(system, { onHand: 1_000_000 });
  });
  afterAll(async () => {
    await system.stop();
    await stack.stop();
    Object.values(points).forEach((reached) => reached.remove());
    rmSync(directory, { recursive: true });
  });

  it(
    'that kills a process before and after every call it makes finds nothing lost, doubled, oversold or stuck',
    async () => {
      const crashes = await everyCrash();
      let struck = 0;
      for (const [index, crash] of crashes.entries()) {
        const hasStruck = await crashOnce(crash, join(directory, `${index}`));
        struck += Number(hasStruck);
        process.stderr.write(`${index + 1}/${crashes.length} ${crash.app} ${crash.moment} ${crash.point}: ${hasStruck ? 'killed' : 'not reached'}\n`);
      }
      await spree.verdict({ surplusMails: struck * mailsAtOnce });
      process.stderr.write(`faults injected: ${struck}, orders acknowledged: ${spree.acknowledged}, violations: 0\n`);
      expect(struck).toBeGreaterThan(crashes.length / 2);
      expect(await spree.deadLetters()).toEqual([]);
    },
    anHour,
  );

  /** Each call that placing, deciding and telling of orders takes, in both apps. */
  async function everyCrash(): Promise<(CrashPoint & { app: AppName })[]> {
    Object.values(points).forEach((reached) => reached.begin());
    await spree.buy(10);
    await spree.told();
    const apps = Object.keys(points) as AppName[];
    return apps.flatMap((app) =>
      [...points[app].list().keys()].flatMap((point) => [
        { app, point, moment: 'before' as const },
        { app, point, moment: 'after' as const },
      ]),
    );
  }

  async function crashOnce({ app, ...crash }: CrashPoint & { app: AppName }, from: string): Promise<boolean> {
    const [first] = (app === 'api' ? system.apis : system.processors) as readonly [AppProcess];
    const doomed = await system.replace(first, crashAt({ ...crash, from }));
    writeFileSync(from, '');
    const bought = spree.buy(4);
    await Promise.race([doomed.exitCode, bought.then(() => spree.told())]);
    const hasStruck = await eventually(async () => !doomed.isRunning);
    await system.replace(doomed, unharmed);
    await bought;
    return hasStruck;
  }
});
