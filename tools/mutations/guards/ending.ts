import { Guard } from '../guard';

const cancelOrder = 'libs/orders/src/use-cases/cancel-order.ts';
const endingSpec = 'apps/api/src/orders/order-ending.int-spec.ts';

/** Cancelling and fulfilling an order. */
export const endingGuards: readonly Guard[] = [
  {
    name: 'only a confirmed order gives back units',
    protects: 'Cancelling a pending order gives back what others hold, or fails.',
    file: cancelOrder,
    remove: "if (order.status === 'CONFIRMED') {",
    replacement: 'if (true) {',
    test: { path: endingSpec, name: 'that is pending ends it' },
  },
  {
    name: 'a confirmed order gives its units back',
    protects: 'Units of cancelled orders can never be sold again.',
    file: cancelOrder,
    remove: "if (order.status === 'CONFIRMED') {",
    replacement: 'if (false) {',
    test: { path: endingSpec, name: 'that is confirmed gives back all it reserved, with ledger' },
  },
  {
    name: 'copies give way before a cancellation is committed',
    protects: 'A crash right after the commit leaves a copy of the order that says it goes on.',
    file: cancelOrder,
    remove: 'await this.changes.imminent([next]);',
    replacement: '',
    test: { path: endingSpec, name: 'says so before it is committed, and announces nothing that is not' },
  },
  {
    name: 'copies give way before a fulfilment is committed',
    protects: 'A crash right after the commit leaves a copy of the order that says it can be cancelled.',
    file: 'libs/orders/src/use-cases/fulfil-order.ts',
    remove: 'await this.changes.imminent([next]);',
    replacement: '',
    test: { path: endingSpec, name: 'fulfilling an order says so before it is committed' },
  },
  {
    name: 'an end is announced once it is committed',
    protects: 'Customers are told of cancellations that were given up.',
    file: cancelOrder,
    remove: 'await this.orders.advance([next], transaction);',
    replacement: 'this.changes.committed([next]);\n      await this.orders.advance([next], transaction);',
    test: { path: endingSpec, name: 'says so before it is committed, and announces nothing that is not' },
  },
  {
    name: 'a fulfilled order takes its units off the shelf',
    protects: 'What was shipped is counted as being there, held by nobody.',
    file: 'libs/orders/src/use-cases/fulfil-order.ts',
    remove: 'await this.stock.ship(order, { actor: by.id, at }, transaction);',
    replacement: '',
    test: { path: endingSpec, name: 'takes its units off the shelf, with ledger' },
  },
];
