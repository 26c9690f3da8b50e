import { Guard } from '../guard';

const spec = 'apps/api/src/operations/operations.spec.ts';

/** Who watches the shop sees what is so, at no cost to it. */
export const operationsGuards: readonly Guard[] = [
  {
    name: 'operations: only administrators see what happens in the shop',
    protects: 'Every customer can watch how many orders a shop takes.',
    file: 'apps/api/src/operations/operations.controller.ts',
    remove: "@Roles('admin')",
    replacement: "@Roles('admin', 'customer')",
    test: { path: 'apps/api/src/operations/operations.controller.int-spec.ts', name: 'is told to administrators, and to nobody else' },
  },
  {
    name: 'operations: one reading serves all who look',
    protects: 'Twenty open pages read the orders twenty times a second, on the day when it is busiest.',
    file: 'apps/api/src/operations/operations.ts',
    remove: '!this.latest || performance.now() - this.readAt > freshMs',
    replacement: '!this.latest || this.readAt !== 0',
    test: { path: spec, name: 'reads once for all who look at the same moment, and each product once' },
  },
  {
    name: 'operations: what does not answer is named',
    protects: 'While a part is away the page shows an error in place of the parts that are there.',
    file: 'apps/api/src/operations/operations.ts',
    remove: "...away, ...(sales ? [] : ['sales'])",
    replacement: '...away',
    test: { path: spec, name: 'names what does not answer, and tells the rest' },
  },
  {
    name: 'operations: watching ends after a minute',
    protects: 'Who is no administrator any more watches the shop for as long as the connection lasts.',
    file: 'apps/api/src/operations/watch-operations.ts',
    remove: 'this.followers.turns(follower, intervalMs, lifetimeMs)',
    replacement: 'this.followers.turns(follower, intervalMs)',
    test: { path: 'apps/api/src/operations/watch-operations.spec.ts', name: 'tells every two seconds, and for a minute: then who watches is asked again who they are' },
  },
];
