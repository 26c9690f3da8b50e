import { UnprovenGuard } from '../guard';

/** Kept because of what several servers may do to each other, not because a test of ours asks for them. */
export const unprovenGuards: readonly UnprovenGuard[] = [
  {
    name: 'answers of a majority only',
    protects: 'A reader sees an order, or the holder of a key, that a new primary has never had.',
    file: 'libs/platform/src/mongo/mongo.module.ts',
    text: "readConcernLevel: 'majority',",
    why: 'It takes a primary that loses its majority after a write: the local MongoDB is a replica set of one.',
  },
  {
    name: 'writes to a majority',
    protects: 'An order that was acknowledged is gone after an election.',
    file: 'libs/platform/src/mongo/mongo.module.ts',
    text: "writeConcern: { w: 'majority', journal: true },",
    why: 'The same; that the journal has an acknowledged order is shown by killing MongoDB, in test/faults.',
  },
  {
    name: 'commits to a majority',
    protects: 'A decision that was announced is gone after an election.',
    file: 'libs/platform/src/mongo/transactions.ts',
    text: "writeConcern: { w: 'majority', journal: true },",
    why: 'The same.',
  },
  {
    name: 'transactions read from one snapshot',
    protects: 'A decision is made on stock of one moment and orders of another.',
    file: 'libs/platform/src/mongo/transactions.ts',
    text: "readConcern: { level: 'snapshot' },",
    why: 'On one server every transaction reads from one snapshot, whatever it asks for; shards would not.',
  },
  {
    name: 'patience with the holder of a key',
    protects: 'Of several requests with one key at the same moment some get an error, since a majority does not have the order yet.',
    file: 'libs/orders/src/mongo/mongo-order.repository.ts',
    text: 'looks < mostLooks;',
    why: 'On one server that moment is over too soon: a single look mostly finds the order. That there is a look at all is tested.',
  },
];
