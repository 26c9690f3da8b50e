import { Guard } from '../guard';

const conditions = 'libs/inventory/src/domain/product-to-change.ts';
const conditionSpec = 'libs/inventory/src/use-cases/change-under-conditions.int-spec.ts';
const controller = 'apps/api/src/inventory/inventory.controller.ts';
const controllerSpec = 'apps/api/src/inventory/inventory.controller.int-spec.ts';
const stock = 'libs/inventory/src/mongo/mongo-stock.repository.ts';
const stockSpec = 'libs/inventory/src/mongo/mongo-stock.repository.int-spec.ts';

const reconcileSpec = 'tools/cli/reconcile/reconcile-database.int-spec.ts';

/** Changes of a product under conditions, the entity tag that they rest on, and the correction of what is reserved. */
export const inventoryGuards: readonly Guard[] = [
  {
    name: 'the version that a change of a product demands',
    protects: 'An administrator overwrites what another one, or an order, changed since they looked.',
    file: conditions,
    remove: 'condition === found.version',
    replacement: 'condition !== -1',
    test: { path: conditionSpec, name: 'exactly one description is taken' },
  },
  {
    name: 'a product that must be new',
    protects: 'Whoever adds a product overwrites one that somebody else has just added.',
    file: conditions,
    remove: 'return !found;',
    replacement: 'return true;',
    test: { path: conditionSpec, name: 'exactly one makes what must be new' },
  },
  {
    name: 'a product that must be there',
    protects: 'A correction of a mistyped SKU adds a product.',
    file: conditions,
    remove: 'return found !== undefined && (',
    replacement: 'return found === undefined || (',
    test: { path: conditionSpec, name: 'that must be there, and is not, adds none' },
  },
  {
    name: 'the version that an adjustment demands',
    protects: 'An adjustment that is sent once more counts twice.',
    file: 'libs/inventory/src/use-cases/adjust-stock.ts',
    remove: 'expectedVersion === undefined ? [] : [expectedVersion]',
    replacement: 'expectedVersion === undefined ? [] : []',
    test: { path: conditionSpec, name: 'exactly one adjustment is made' },
  },
  {
    name: 'the conditions of a PUT reach what writes',
    protects: 'The API takes If-Match and If-None-Match, and overwrites all the same.',
    file: controller,
    remove: 'execute(description, actor, conditions)',
    replacement: 'execute(description, actor, conditions.slice(0, 0))',
    test: { path: controllerSpec, name: 'twice at the same moment with the same If-Match is taken once' },
  },
  {
    name: 'the condition of an adjustment reaches what writes',
    protects: 'The API takes If-Match, and adjusts what has changed all the same.',
    file: controller,
    remove: 'execute({ sku, delta, reason, actor, expectedVersion })',
    replacement: 'execute({ sku, delta, reason, actor, expectedVersion: expectedVersion && undefined })',
    test: { path: controllerSpec, name: 'is refused once it is not any more, and changes nothing' },
  },
  {
    name: 'a reservation makes a new version',
    protects: 'Two states of a product have the same entity tag: who has the old one is told that it is so still.',
    file: stock,
    remove: '$inc: { reserved: quantity, version: 1 }',
    replacement: '$inc: { reserved: quantity }',
    test: { path: stockSpec, name: 'reserving stock makes a new version of the product' },
  },
  {
    name: 'the end of a reservation makes a new version',
    protects: 'Two states of a product have the same entity tag: who has the old one is told that it is so still.',
    file: stock,
    remove: '$inc: { onHand, reserved: reservedDelta, version: 1 }',
    replacement: '$inc: { onHand, reserved: reservedDelta }',
    test: { path: stockSpec, name: 'what is reserved makes a new version of the product' },
  },
  {
    name: 'only what is known is not sent',
    protects: 'Who has an old version of a product or an order is told that it is so still.',
    file: 'apps/api/src/entity-tag.ts',
    remove: 'named.some((tag) => tag === etag ||',
    replacement: "named.some((tag) => tag !== '' ||",
    test: { path: 'apps/api/src/entity-tag.spec.ts', name: 'in If-None-Match do not' },
  },
  {
    name: 'a correction heeds what orders have moved since',
    protects: 'Reconciling undoes the reservations of orders that were confirmed while it looked.',
    file: 'libs/inventory/src/domain/product.ts',
    remove: 'const reserved = held + movedByOrders;',
    replacement: 'const reserved = held;',
    test: { path: reconcileSpec, name: 'mends what orders have moved since it looked' },
  },
  {
    name: 'a correction is made once',
    protects: 'Two who reconcile at the same moment take away twice what was too many.',
    file: 'libs/inventory/src/domain/product.ts',
    remove: 'if (product?.reserved !== seen.reserved + movedByOrders) {',
    replacement: 'if (product === undefined) {',
    test: { path: reconcileSpec, name: 'is not done twice by two who look at the same moment' },
  },
  {
    name: 'a correction has a witness',
    protects: 'Units that have left the shelf can be sold again, since an order was changed by hand.',
    file: 'tools/cli/reconcile/find-mends.ts',
    remove: 'promised === reserved || promised === ledger.reserved;',
    replacement: 'promised >= 0;',
    test: { path: reconcileSpec, name: 'sides with orders only where record or ledger says the same' },
  },
  {
    name: 'announcing again tells somebody something',
    protects: 'Reconciling says for ever that it has mended what nobody is told of.',
    file: 'tools/cli/reconcile/find-mends.ts',
    remove: '(isToldLast || !isTold(order.status))',
    replacement: '(isToldLast || !isTold(\'CONFIRMED\'))',
    test: { path: reconcileSpec, name: 'announces nothing again that would tell the customer nothing' },
  },
];
