import { Guard } from '../guard';

const path = 'apps/api/src/orders/follow-order.spec.ts';
const following = 'apps/api/src/orders/follow-order.ts';
const followers = 'apps/api/src/streams/followers.ts';
const controllerSpec = 'apps/api/src/orders/order-events.int-spec.ts';

/** Of who follows an order. */
export const liveGuards: readonly Guard[] = [
  {
    name: 'following: hints wake',
    protects: 'Who follows an order is told seconds later.',
    file: following,
    remove: '.subscribe(() => follower.bell.ring());',
    replacement: '.subscribe(() => undefined);',
    test: { path, name: 'tells what is there already, then what comes' },
  },
  {
    name: 'following: a look in any case',
    protects: 'A hint that is lost leaves who follows an order without news.',
    file: following,
    remove: 'this.followers.turns(follower, lookMs)',
    replacement: 'this.followers.turns(follower, lookMs * 1e3)',
    test: { path, name: 'tells a little later when the update was lost' },
  },
  {
    name: 'following: each entry once',
    protects: 'Who comes back is told again what they know.',
    file: following,
    remove: '(entry) => entry.seq > told',
    replacement: '(entry) => entry.seq > 0 || told < 0',
    test: { path, name: 'tells only what is behind the last' },
  },
  {
    name: 'following: hints are heard before the first look',
    protects: 'A change between the first look and the first wait is told seconds later.',
    file: 'libs/platform/src/lifecycle/doorbell.ts',
    remove: 'this.hasRung = true;',
    replacement: 'this.hasRung = this.hasRung && true;',
    test: { path, name: 'misses no update that comes while it looks' },
  },
  {
    name: 'following: ends when the process stops',
    protects: 'A process that stops waits for everybody who follows an order.',
    file: followers,
    remove: 'this.all.forEach((follower) => follower.leave());',
    replacement: 'this.all.clear();',
    test: { path, name: 'ends at once when the process stops' },
  },
  {
    name: 'following: ends after ten minutes',
    protects: 'Who was logged out follows an order for as long as the connection lasts.',
    file: followers,
    remove: 'performance.now() < until',
    replacement: 'performance.now() < until * 1e6',
    test: { path, name: 'ends after ten minutes' },
  },
  {
    name: 'following: ends where the process is stopping already',
    protects: 'Who comes back while a process stops keeps it from stopping.',
    file: followers,
    remove: 'this.isStopping = true;',
    replacement: 'this.isStopping = false;',
    test: { path, name: 'ends at once when the process is stopping already' },
  },
  {
    name: 'following: leaves nobody behind',
    protects: 'Each stream that ended goes on asking the database.',
    file: following,
    remove: 'hints.unsubscribe();',
    replacement: 'void hints;',
    test: { path, name: 'leaves nobody behind who is told of updates' },
  },
  {
    name: 'following: twenty at once',
    protects: 'One user opens streams without end.',
    file: 'apps/api/src/orders/order-events.controller.ts',
    remove: 'const leave = this.concurrency.enter(streams, userId);',
    replacement: "const leave = this.concurrency.enter({ ...streams, limit: 1e6 }, userId);",
    test: { path: controllerSpec, name: 'is possible twenty times at once' },
  },
  {
    name: 'following: room is given back',
    protects: 'Who followed twenty orders can follow none any more.',
    file: 'apps/api/src/orders/order-events.controller.ts',
    remove: ".once('close', leave);",
    replacement: ".once('close', () => void leave);",
    test: { path: controllerSpec, name: 'is possible twenty times at once, and again when one has left' },
  },
];
