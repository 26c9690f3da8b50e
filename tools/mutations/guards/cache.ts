import { Guard } from '../guard';

const redis = 'libs/platform/src/cache/redis-entries.ts';
const outageSpec = 'libs/platform/src/cache/cache-outage.int-spec.ts';
const cacheSpec = 'libs/platform/src/cache/versioned-cache.int-spec.ts';
const orderCache = 'libs/orders/src/defaults/json-order-cache.ts';
const orderCacheSpec = 'libs/orders/src/defaults/json-order-cache.int-spec.ts';
const changes = 'libs/orders/src/defaults/announced-order-changes.ts';
const changesSpec = 'libs/orders/src/defaults/announced-order-changes.spec.ts';

/** Copies of orders: nobody sees an order go back to what it was. */
export const cacheGuards: readonly Guard[] = [
  {
    name: 'compare and set in Redis',
    protects: 'A slow reader puts an older copy over a newer one, for all processes.',
    file: 'libs/platform/src/cache/ranked-redis-store.ts',
    remove: "if rank(redis.call('GET', KEYS[1])) <= rank(ARGV[1]) then",
    replacement: 'if true then',
    test: { path: cacheSpec, name: 'in Redis keeps a newer copy when an older one comes late' },
  },
  {
    name: 'compare and set in the process',
    protects: 'A slow reader puts an older copy over a newer one.',
    file: 'libs/platform/src/cache/in-process-entries.ts',
    remove: 'if (!held || held.rank <= entry.rank) {',
    replacement: 'if (true) {',
    test: { path: cacheSpec, name: 'in the process keeps a newer copy when an older one comes late' },
  },
  {
    name: 'a tombstone outranks what it supersedes',
    protects: 'A copy that is out of date comes back after the change.',
    file: 'libs/platform/src/cache/entry.ts',
    remove: 'return { rank: version - 0.5 };',
    replacement: 'return { rank: version - 1 };',
    test: { path: cacheSpec, name: 'lets go of a copy that is superseded, and takes it from nobody any more' },
  },
  {
    name: 'tombstones that Redis did not get are owed',
    protects: 'After an outage of Redis all processes show what was changed meanwhile as it was before.',
    file: redis,
    remove: 'this.owed.set(key, tombstone);',
    replacement: '',
    test: { path: outageSpec, name: 'never hands out again what was superseded meanwhile, and lets all others know' },
  },
  {
    name: 'the newest tombstone is owed',
    protects: 'Of two changes during an outage the older one wins.',
    file: redis,
    remove: 'if (tombstone.rank > (this.owed.get(key)?.rank ?? 0)) {',
    replacement: 'if (true) {',
    test: { path: outageSpec, name: 'remembers the newest of the versions that it could not tell' },
  },
  {
    name: 'debts are paid before Redis is read again',
    protects: 'For a moment after an outage readers see orders go back.',
    file: redis,
    remove: 'await this.client.ping();',
    replacement: 'await this.client.ping();\n      this.comingBack = undefined;',
    test: { path: outageSpec, name: 'never hands out again what was superseded meanwhile, and lets all others know' },
  },
  {
    name: 'breaker',
    protects: 'Every read waits for a Redis that is frozen.',
    file: redis,
    remove: 'if (this.comingBack) {',
    replacement: 'if (false) {',
    test: { path: outageSpec, name: 'makes one command wait, then none' },
  },
  {
    name: 'a frozen Redis is not waited for',
    protects: 'Requests hang while Redis is frozen.',
    file: 'libs/platform/src/cache/redis-client.ts',
    remove: '    commandTimeout,\n',
    replacement: '',
    test: { path: outageSpec, name: 'a cache whose Redis freezes holds nothing and fails nobody' },
  },
  {
    name: 'pending orders are not cached',
    protects: 'A customer sees their order wait after it was confirmed.',
    file: 'libs/orders/src/use-cases/order-queries.ts',
    remove: "if (rendered && rendered.status !== 'PENDING') {",
    replacement: 'if (rendered) {',
    test: { path: 'libs/orders/src/use-cases/order-queries.spec.ts', name: 'leaves no copy of an order that waits for a decision' },
  },
  {
    name: 'without Redis only ended orders are cached',
    protects: 'A process shows what another process has changed as it was before.',
    file: orderCache,
    remove: '} else if (this.cache.isShared) {',
    replacement: '} else {',
    test: { path: orderCacheSpec, name: 'is kept of a CONFIRMED order where every process hears of a change' },
  },
  {
    name: 'only ended orders are kept in front of Redis',
    protects: 'A process goes on showing an order as it was, which another process has changed.',
    file: orderCache,
    remove: 'if (finalStatuses.includes(order.status)) {',
    replacement: 'if (true) {',
    test: {
      path: 'libs/orders/src/use-cases/order-queries-cache.int-spec.ts',
      name: 'never goes back in any process, when the other process reads it before the slow one is done',
    },
  },
  {
    name: 'what is kept in front of Redis is superseded too',
    protects: 'A process goes on showing a copy that every other process has let go of.',
    file: 'libs/platform/src/cache/versioned-cache.ts',
    remove: 'this.near.supersede(key, version);',
    replacement: '',
    test: {
      path: 'libs/platform/src/cache/final-copies.int-spec.ts',
      name: 'in Redis is gone once superseded all the same, and does not come back',
    },
  },
  {
    name: 'a change supersedes its copies',
    protects: 'A cancelled order is shown as confirmed for a minute.',
    file: orderCache,
    remove: 'if (version > oldestCopied) {',
    replacement: 'if (false) {',
    test: { path: orderCacheSpec, name: 'is gone once a newer version is to come, and does not come back' },
  },
  {
    name: 'imminent changes reach the cache',
    protects: 'A crash between commit and announcement leaves a stale copy for a minute.',
    file: changes,
    remove: 'await Promise.all(orders.map(({ id, version }) => this.cache.supersede(id, version)));',
    replacement: '',
    test: { path: changesSpec, name: 'leaves no copy of the version before when it is imminent, and tells nobody yet' },
  },
  {
    name: 'committed changes reach the cache',
    protects: 'Whoever decides an order leaves an older copy of it in the cache.',
    file: changes,
    remove: 'void this.cache.supersede(id, version);',
    replacement: '',
    test: { path: changesSpec, name: 'leaves no copy of the version before once it is committed' },
  },
  {
    name: 'committed changes are announced',
    protects: 'Every event waits ten seconds for a sweep.',
    file: changes,
    remove: 'this.relay.announce(orders.map(orderEventOf));',
    replacement: '',
    test: { path: changesSpec, name: 'goes to its queue, and live to every API, once it is committed' },
  },
];
