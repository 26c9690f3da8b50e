import { Guard } from '../guard';

const ofOrders = 'apps/api/src/audit/order-violations.ts';
const ofStock = 'apps/api/src/audit/audit-tally.ts';
const path = 'apps/api/src/audit/audit-database.int-spec.ts';

/** The audit sees what all the others let through. */
export const auditGuards: readonly Guard[] = [
  {
    name: 'audit: stock in bounds',
    protects: 'More is reserved than there is, and nobody sees it.',
    file: ofStock,
    remove: 'stock_in_bounds: 0 <= reserved && reserved <= onHand,',
    replacement: 'stock_in_bounds: true,',
    test: { path, name: 'stock out of bounds, and against ledger and orders' },
  },
  {
    name: 'audit: stock against ledger',
    protects: 'Stock changes without an entry in the ledger, and nobody sees it.',
    file: ofStock,
    remove: 'ledger.onHand === onHand && ledger.reserved === reserved',
    replacement: 'true',
    test: { path, name: 'a ledger that does not add up' },
  },
  {
    name: 'audit: stock against orders',
    protects: 'Units are held for nobody, and nobody sees it.',
    file: ofStock,
    remove: 'stock_matches_orders: reserved === promised,',
    replacement: 'stock_matches_orders: true,',
    test: { path, name: 'stock out of bounds, and against ledger and orders' },
  },
  {
    name: 'audit: all lines or none',
    protects: 'An order is confirmed of which a line is not reserved, and nobody sees it.',
    file: ofOrders,
    remove: '!movesExactlyItsLines(order, evidence.movements)',
    replacement: 'false',
    test: { path, name: 'an order that reserved only a part of its lines' },
  },
  {
    name: 'audit: orders end',
    protects: 'Orders wait for ever, and nobody sees it.',
    file: ofOrders,
    remove: 'order.createdAt < before,',
    replacement: 'false,',
    test: { path, name: 'leaves alone what may still be under way' },
  },
  {
    name: 'audit: events are sent',
    protects: 'Events lie in the outbox for ever, and nobody sees it.',
    file: ofOrders,
    remove: 'unsentSince !== undefined && unsentSince < before',
    replacement: 'false',
    test: { path, name: 'leaves alone what may still be under way' },
  },
  {
    name: 'audit: orders can go on',
    protects: 'An order has dropped out of every queue, and nobody sees it.',
    file: ofOrders,
    remove: '&& !unsentSince && !remindAfter,',
    replacement: '&& false,',
    test: { path, name: 'a pending order that nobody is going to announce' },
  },
  {
    name: 'audit: one order a key',
    protects: 'A key made two orders, and nobody sees it.',
    file: 'apps/api/src/audit/audit-database.ts',
    remove: "tally.add([{ invariant: 'order_per_key', subject: `key ${key}` }]);",
    replacement: '',
    test: { path, name: 'one idempotency key on two orders' },
  },
  {
    name: 'audit: customers are told',
    protects: 'A customer was never told, and nobody sees it.',
    file: ofOrders,
    remove: 'customer_told: !hasToldAll(evidence, before),',
    replacement: 'customer_told: false,',
    test: { path, name: 'a customer who was not told' },
  },
  {
    name: 'audit: deliveries have a cause',
    protects: 'A customer was told what did not happen, and nobody sees it.',
    file: ofOrders,
    remove: 'return isTrue && !hangs;',
    replacement: 'return !hangs;',
    test: { path, name: 'a customer who was told what did not happen' },
  },
];
