import fc from 'fast-check';
import { Compared } from './compared';
import { CrashProcess } from './crash-process';
import { EndOrder } from './end-order';
import { OrderCommand } from './order-command';
import { PlaceAmidCrash } from './place-amid-crash';
import { PlaceAndCancel } from './place-and-cancel';
import { PlaceOne } from './place-one';
import { PlaceTogether } from './place-together';
import { Redeliver } from './redeliver';
import { RepeatPlacement } from './repeat-placement';
import { Restock } from './restock';
import { ReuseKey } from './reuse-key';
import { ShopModel } from './shop-model';
import { ShopUnderTest } from './shop-under-test';
import { TroubleQueues } from './trouble-queues';
import { someWishes } from './wishes';

const side = fc.nat(1);
const nth = fc.nat(9);
const victim = fc.nat(3);
const crash = fc.record({ victim, moment: fc.constantFrom('at once' as const, 'soon' as const) });
const how = fc.constantFrom('cancel' as const, 'fulfil' as const);
const ifMatch = fc.constantFrom('any' as const, 'right' as const, 'stale' as const);

/** Many orders and what happens to them, and now and then a process that is killed, which takes seconds. */
const oneOf = fc.oneof(
  { weight: 24, arbitrary: fc.tuple(side, someWishes).map((args) => new PlaceOne(...args)) },
  { weight: 8, arbitrary: fc.array(someWishes, { minLength: 2, maxLength: 3 }).map((orders) => new PlaceTogether(orders)) },
  { weight: 8, arbitrary: fc.tuple(side, someWishes).map((args) => new PlaceAndCancel(...args)) },
  { weight: 6, arbitrary: fc.tuple(side, nth).map((args) => new RepeatPlacement(...args)) },
  { weight: 3, arbitrary: fc.tuple(side, nth).map((args) => new ReuseKey(...args)) },
  { weight: 20, arbitrary: fc.record({ side, nth, how, ifMatch }).map((ending) => new EndOrder(ending)) },
  { weight: 10, arbitrary: fc.tuple(fc.nat(2), fc.constantFrom('count' as const, 'adjust' as const), fc.nat(8)).map((args) => new Restock(...args)) },
  {
    weight: 10,
    arbitrary: fc
      .tuple(nth, fc.nat(2), fc.constantFrom('orders' as const, 'events' as const), fc.integer({ min: 1, max: 2 }))
      .map((args) => new Redeliver(...args)),
  },
  { weight: 4, arbitrary: fc.boolean().map((isOver) => new TroubleQueues(isOver)) },
  { weight: 1, arbitrary: victim.map((process) => new CrashProcess(process)) },
  {
    weight: 3,
    arbitrary: fc
      .tuple(side, someWishes, crash, fc.boolean())
      .map((args) => new PlaceAmidCrash(...args)),
  },
  {
    weight: 3,
    arbitrary: fc
      .record({ side, nth, how, ifMatch: fc.constant('right' as const), crash })
      .map((ending) => new EndOrder(ending)),
  },
);

/** Lives of a shop, up to this many commands long. */
export function someCommands(maxCommands: number): fc.Arbitrary<Iterable<OrderCommand>> {
  return fc.commands<ShopModel, ShopUnderTest, false>([oneOf.map((command) => new Compared(command))], { maxCommands, size: 'max' });
}
