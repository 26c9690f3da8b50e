import { Guard } from '../guard';

const folder = 'libs/platform/src/throttling';
const client = `${folder}/counting-client.ts`;
const local = `${folder}/local-counts.ts`;
const limits = `${folder}/rate-limits.ts`;
const guard = `${folder}/throttle.guard.ts`;
const concurrency = `${folder}/concurrency-limits.ts`;
const addressKey = `${folder}/address-key.ts`;
const localSpec = `${folder}/local-counts.spec.ts`;
const limitsSpec = `${folder}/rate-limits.int-spec.ts`;
const outageSpec = `${folder}/rate-limits-outage.int-spec.ts`;
const guardSpec = `${folder}/throttle.guard.spec.ts`;
const addressSpec = `${folder}/address-key.spec.ts`;
const concurrencySpec = `${folder}/concurrency-limits.spec.ts`;

/** How often something may be done, and that this holds whatever becomes of Redis. */
export const throttlingGuards: readonly Guard[] = [
  {
    name: 'what exceeds a limit is refused',
    protects: 'Anybody calls a route as often as they like.',
    file: guard,
    remove: 'if (isExceeded) {',
    replacement: 'if (false) {',
    test: { path: guardSpec, name: 'lets as many requests through as it may' },
  },
  {
    name: 'a user is counted, not their address',
    protects: 'A user who changes addresses has no limit, and users who share one have one limit together.',
    file: guard,
    remove: 'return user ? `user ${user.id}`',
    replacement: 'return user && !user.id ? `user ${user.id}`',
    test: { path: guardSpec, name: 'counts each user by itself, from whatever address' },
  },
  {
    name: 'users and addresses are told apart',
    protects: 'A stranger uses up what a user may do.',
    file: guard,
    remove: '`user ${user.id}`',
    replacement: '`address ${user.id}`',
    test: { path: guardSpec, name: 'takes nobody for a user whose id is an address' },
  },
  {
    name: 'a 429 says when to try again',
    protects: 'Clients that are refused try again at once, for ever.',
    file: 'libs/platform/src/http/problem.filter.ts',
    remove: "reply.header('retry-after', seconds);",
    replacement: '',
    test: { path: guardSpec, name: 'refuses with a problem that says when to come again' },
  },
  {
    name: 'an IPv6 network counts as one address',
    protects: 'Whoever has one IPv6 address has 18 trillion million limits.',
    file: addressKey,
    remove: '...bytes.slice(0, 8), ...Array<number>(8).fill(0)',
    replacement: '...bytes',
    test: { path: guardSpec, name: 'counts strangers by their address, of IPv6 by the network' },
  },
  {
    name: 'IPv4 in the guise of IPv6 is IPv4',
    protects: 'All of IPv4 is one network, and one caller uses up what all may do.',
    file: addressKey,
    remove: 'disguises.includes(address.range())',
    replacement: "disguises.includes('')",
    test: { path: addressSpec, name: '::ffff:192.0.2.7 is 192.0.2.7' },
  },
  {
    name: 'a window is begun once',
    protects: 'Each request begins the count anew.',
    file: client,
    remove: "'EX', ARGV[2 * i], 'NX')",
    replacement: "'EX', ARGV[2 * i])",
    test: { path: limitsSpec, name: 'share one limit, to the last one of 1000 at once' },
  },
  {
    name: 'nothing is given back that was not counted',
    protects: 'Whoever has something given back late may do more than the limit.',
    file: client,
    remove: 'if taken < 0 then',
    replacement: 'if false then',
    test: { path: limitsSpec, name: 'in Redis takes back what should not count, and never more than was counted' },
  },
  {
    name: 'a block ends',
    protects: 'Somebody who is blocked for less than a second is blocked for ever.',
    file: limits,
    remove: 'Math.max(1, Math.ceil(seconds))',
    replacement: 'Math.floor(seconds)',
    test: { path: limitsSpec, name: 'in Redis that is blocked for less than a second is not blocked for ever' },
  },
  {
    name: 'keys in Redis name nobody',
    protects: 'Whoever reads Redis reads the e-mails of customers.',
    file: limits,
    remove: "hash('sha256', key, 'base64url')",
    replacement: "(hash('sha256', key, 'base64url') && key)",
    test: { path: limitsSpec, name: 'leave short keys in Redis that end by themselves and name nobody' },
  },
  {
    name: 'limits hold without Redis',
    protects: 'Whoever brings down Redis may guess passwords as fast as they can.',
    file: limits,
    remove: ': local.take(id));',
    replacement: ': { taken: 0, endsAt: 0 });',
    test: { path: outageSpec, name: 'hold in the process, from the first request on' },
  },
  {
    name: 'blocks hold without Redis',
    protects: 'Nobody is blocked any more while Redis is away.',
    file: limits,
    remove: 'told ?? blocked',
    replacement: 'told ?? { ...blocked, taken: 0 }',
    test: { path: outageSpec, name: 'freezes while somebody is blocked block all the same' },
  },
  {
    name: 'without Redis the count goes on',
    protects: 'When Redis goes away everybody may do everything once more, in each process.',
    file: local,
    remove: 'const before = higher(own, shared);',
    replacement: 'const before = own;',
    test: { path: outageSpec, name: 'freezes go on in the process, from what was known' },
  },
  {
    name: 'a process trusts no Redis that knows less',
    protects: 'A Redis that comes back empty lets everybody begin anew.',
    file: local,
    remove: 'return higher(count, shared);',
    replacement: 'return shared;',
    test: { path: outageSpec, name: 'is killed let nobody through again, not even when it comes back empty' },
  },
  {
    name: 'a Redis that failed is left alone',
    protects: 'Every request waits for a Redis that is frozen.',
    file: `${folder}/staying-away.ts`,
    remove: 'this.comingBack ??= this.later();',
    replacement: '',
    test: { path: outageSpec, name: 'freezes make one command wait, then none' },
  },
  {
    name: 'counts in memory are bounded',
    protects: 'A flood of addresses fills the memory of every process.',
    file: `${folder}/recent-map.ts`,
    remove: 'if (this.young.size >= this.most / 2 && !this.young.has(key)) {',
    replacement: 'if (false) {',
    test: { path: localSpec, name: 'are forgotten of one that is not taken again' },
  },
  {
    name: 'a flood makes nobody forgotten who keeps coming',
    protects: 'With a second address and a flood of others an attacker begins anew whenever they like.',
    file: `${folder}/recent-map.ts`,
    remove: 'this.old = this.young;',
    replacement: '',
    test: { path: localSpec, name: 'are kept of one that is taken again, however many others come in between' },
  },
  {
    name: 'so many at once, and no more',
    protects: 'One user holds open as many requests as a process can have.',
    file: concurrency,
    remove: 'if (!this.hasRoom(rule, key)) {',
    replacement: 'if (false) {',
    test: { path: concurrencySpec, name: 'is so many at most, for each key and rule by itself' },
  },
  {
    name: 'who leaves twice makes room once',
    protects: 'A request that ends in two ways at once lets two others in.',
    file: concurrency,
    remove: 'if (isInside) {',
    replacement: 'if (true) {',
    test: { path: concurrencySpec, name: 'makes room once when it is over, however often that is said' },
  },
];
