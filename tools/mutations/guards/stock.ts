import { Guard } from '../guard';

const stock = 'libs/inventory/src/mongo/mongo-stock.repository.ts';
const stockSpec = 'libs/inventory/src/mongo/mongo-stock.repository.int-spec.ts';
const products = 'libs/inventory/src/mongo/mongo-product.repository.ts';
const productSpec = 'libs/inventory/src/mongo/mongo-product.repository.int-spec.ts';
const changeSpec = 'libs/inventory/src/use-cases/change-stock.int-spec.ts';
const decideSpec = 'apps/order-processor/src/decide-orders.int-spec.ts';

/** Stock and its ledger: nothing is sold that is not there, and every unit can be accounted for. */
export const stockGuards: readonly Guard[] = [
  {
    name: 'condition of a reservation',
    protects: 'More is sold than there is.',
    file: stock,
    remove: "filter: { _id: sku, $expr: { $gte: [{ $subtract: ['$onHand', '$reserved'] }, quantity] } },",
    replacement: 'filter: { _id: sku },',
    test: { path: stockSpec, name: 'of more than there is writes nothing at all, of no product' },
  },
  {
    name: 'count of the products reserved',
    protects: 'An order is confirmed of which a line is not reserved.',
    file: stock,
    remove: 'if (matchedCount !== totals.length) {',
    replacement: 'if (false) {',
    test: { path: stockSpec, name: 'of more than there is writes nothing at all, of no product' },
  },
  {
    name: 'the orders of a batch count together',
    protects: 'Two orders of one batch get the same units.',
    file: stock,
    remove: 'totals.set(sku, (totals.get(sku) ?? 0) + quantity);',
    replacement: 'totals.set(sku, quantity);',
    test: { path: stockSpec, name: 'counts the orders of a batch together' },
  },
  {
    name: 'one effect in the ledger for each order',
    protects: 'An order that is decided twice by a bug holds its units twice.',
    file: 'libs/inventory/src/mongo/stock-movement.schema.ts',
    remove: "{ unique: true, name: 'one_effect_per_order',",
    replacement: "{ name: 'one_effect_per_order',",
    test: { path: stockSpec, name: 'twice for one order is refused by the ledger' },
  },
  {
    name: 'stock is reserved inside the transaction',
    protects: 'Units stay reserved for an order whose decision was given up.',
    file: stock,
    remove: '{ session: transaction },\n    );\n    if (matchedCount !== totals.length) {',
    replacement: '{},\n    );\n    if (matchedCount !== totals.length) {',
    test: { path: decideSpec, name: 'leaves nothing behind, and announces nothing, when the order cannot be written' },
  },
  {
    name: 'the ledger is written inside the transaction',
    protects: 'The ledger holds what was given up.',
    file: stock,
    remove: 'await this.ledger.insertMany(entries, { session: transaction });',
    replacement: 'await this.ledger.insertMany(entries);',
    test: { path: decideSpec, name: 'leaves nothing behind, and announces nothing, when the order cannot be written' },
  },
  {
    name: 'only what the strategy grants is reserved',
    protects: 'A rejected order holds units.',
    file: 'apps/order-processor/src/allocate-stock.ts',
    remove: 'requests.filter(({ orderId }) => decisions.get(orderId)?.shortages.length === 0)',
    replacement: 'requests',
    test: { path: decideSpec, name: 'decides a batch in which some can be served and some cannot' },
  },
  {
    name: 'announced once it is committed',
    protects: 'Customers are told of decisions that were given up.',
    file: 'apps/order-processor/src/decide-orders.ts',
    remove: 'await this.orders.advance(decided, transaction);',
    replacement: 'this.changes.committed(decided);\n    await this.orders.advance(decided, transaction);',
    test: { path: decideSpec, name: 'leaves nothing behind, and announces nothing, when the order cannot be written' },
  },
  {
    name: 'all lines or none',
    protects: 'An order of which one line is short takes the units of the others from those behind it.',
    file: 'libs/inventory/src/defaults/first-come-all-or-nothing.ts',
    remove: 'if (shortages.length === 0) {',
    replacement: 'if (true) {',
    test: { path: 'libs/inventory/src/defaults/first-come-all-or-nothing.spec.ts', name: 'leaves all its units to those behind when a single line is short' },
  },
  {
    name: 'no more is given back than is reserved',
    protects: 'Reserved units become negative, and so many too many can be sold.',
    file: stock,
    remove: 'filter: { _id: sku, reserved: { $gte: quantity } },',
    replacement: 'filter: { _id: sku },',
    test: { path: stockSpec, name: 'more than is reserved is refused' },
  },
  {
    name: 'count of the products given back',
    protects: 'An order ends of which a line still holds its units.',
    file: stock,
    remove: 'if (matchedCount !== order.lines.length) {',
    replacement: 'if (false) {',
    test: { path: stockSpec, name: 'more than is reserved is refused' },
  },
  {
    name: 'stock is given back inside the transaction',
    protects: 'Units of an order that goes on can be sold to somebody else.',
    file: stock,
    remove: '{ session: transaction },\n    );\n    if (matchedCount !== order.lines.length) {',
    replacement: '{},\n    );\n    if (matchedCount !== order.lines.length) {',
    test: { path: stockSpec, name: 'more than is reserved is refused' },
  },
  {
    name: 'the ledger of an end is written inside the transaction',
    protects: 'The ledger says that units came back which are still reserved.',
    file: stock,
    remove: 'await this.ledger.insertMany(movementsOf(order, effectOf, move), { session: transaction });',
    replacement: 'await this.ledger.insertMany(movementsOf(order, effectOf, move));',
    test: { path: stockSpec, name: 'in a transaction that is given up leaves stock and ledger alone' },
  },
  {
    name: 'what is promised stays on the shelf',
    protects: 'A correction of the stock takes units away that customers were promised.',
    file: 'libs/inventory/src/domain/product.ts',
    remove: 'if (onHand < product.reserved) {',
    replacement: 'if (false) {',
    test: { path: 'libs/inventory/src/domain/product.spec.ts', name: 'adjusting stock may take all that is not reserved, and not one unit more' },
  },
  {
    name: 'version in the filter of a product',
    protects: 'A correction of the stock undoes a reservation made meanwhile, should it ever be read outside the transaction.',
    file: products,
    remove: '{ _id: sku, version: fields.version - 1 },',
    replacement: '{ _id: sku },',
    test: { path: productSpec, name: 'that changed after it was read is refused' },
  },
  {
    name: 'count of the products saved',
    protects: 'The ledger holds a correction that the product does not.',
    file: products,
    remove: 'if (matchedCount + upsertedCount !== changes.length) {',
    replacement: 'if (false) {',
    test: { path: productSpec, name: 'that changed after it was read is refused' },
  },
  {
    name: 'a product changes inside the transaction',
    protects: 'Stock changes without an entry in the ledger.',
    file: products,
    remove: 'bulkWrite(updates, { session: transaction })',
    replacement: 'bulkWrite(updates)',
    test: { path: changeSpec, name: '10 times at once loses no adjustment' },
  },
];
