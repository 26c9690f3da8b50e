import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { allMail } from '../support/mailbox';
import { soundDatabase } from '../support/sound-database';
import { ModelWorld } from './model/model-world';
import { ShopModel } from './model/shop-model';
import { ShopUnderTest } from './model/shop-under-test';
import { someCommands } from './model/some-commands';
import { products } from './model/wishes';
import { SeededRandom } from './rig/seeded-random';

/** How many shops live, one after the other; `FAULT_RUNS` says otherwise. */
const runs = Number(process.env.FAULT_RUNS) || 12;
const maxCommands = 30;
/** What a run may take on a busy machine; what is left over goes into finding a shorter example of a failure. */
const msPerRun = 30_000;

const notified = ['CONFIRMED', 'REJECTED', 'CANCELLED'];

jest.setTimeout(300_000 + runs * msPerRun);

describe('whatever is asked of the system and whichever process is killed,', () => {
  const random = new SeededRandom();
  const told: { shop: ShopUnderTest; mails: number }[] = [];
  let world: ModelWorld;

  beforeAll(async () => {
    world = await ModelWorld.start(random);
  });
  afterAll(() => world.stop());

  it('orders and stock are always what the model says', async () => {
    const someStock = fc.array(fc.integer({ min: 1, max: 12 }), { minLength: products, maxLength: products });
    const lives = fc.asyncProperty(someStock, someCommands(maxCommands), async (levels, commands) => {
      const model = new ShopModel(Object.fromEntries(levels.map((units, index) => [`P${index}-${randomUUID()}`, units])));
      const shop = await ShopUnderTest.open(world, model);
      await fc.asyncModelRun(() => ({ model, real: shop }), commands);
      await shop.expectToBe(model);
      told.push({ shop, mails: mailsFor(model) });
    });
    await fc.assert(lives, { seed: random.seed, numRuns: runs, interruptAfterTimeLimit: runs * msPerRun, markInterruptAsFailure: true });
  });

  it('the books are sound in the end', async () => {
    world.chaos.heal();
    const { orders } = await soundDatabase(world.admin);
    expect(orders.PENDING).toBe(0);
  });

  it('every customer was told of everything, and of nothing twice but after a crash', async () => {
    const addresses = (await allMail()).flatMap(({ destination }) => destination.to);
    const tally = told.map(({ shop, mails }) => {
      const got = addresses.filter((to) => to === shop.email).length;
      return { mails, got: shop.hasCrashed ? Math.min(got, mails) : got };
    });
    expect(tally.map(({ got }) => got)).toEqual(tally.map(({ mails }) => mails));
  });
});

function mailsFor({ orders }: ShopModel): number {
  return orders.flatMap(({ history }) => history).filter((status) => notified.includes(status)).length;
}
