import { skuUnknown, stockAboveMaximum, stockBelowReserved, unitsChangedSince } from './inventory.errors';
import { StockMovement } from './stock-movement';

/** Most units of one product that can be on hand. */
export const maxOnHand = 1_000_000_000;

/** A product of the catalogue and its stock. Always `0 ≤ reserved ≤ onHand`. */
export interface Product {
  readonly sku: string;
  readonly name: string;
  /** Minor units of `currency`. */
  readonly unitPrice: number;
  /** ISO 4217. */
  readonly currency: string;
  /** Units on the shelf, the reserved ones included. */
  readonly onHand: number;
  /** Units promised to confirmed orders that have not left yet. */
  readonly reserved: number;
  /** Grows by at least one with every change. */
  readonly version: number;
  readonly updatedAt: Date;
}

/** What an administrator says about a product. */
export interface ProductDescription {
  readonly sku: string;
  readonly name: string;
  readonly unitPrice: number;
  readonly currency: string;
  readonly onHand: number;
}

/** Who changes stock, when, and under which id the ledger keeps it. */
export interface StockChangeContext {
  readonly movementId: string;
  readonly actor: string;
  readonly at: Date;
  readonly reason?: string;
}

/** A product after a change, with the ledger entry of it; none when no units moved. */
export interface ProductChange {
  readonly product: Product;
  readonly movement: StockMovement | null;
}

/** Units that can still be promised. */
export function availableUnits({ onHand, reserved }: Pick<Product, 'onHand' | 'reserved'>): number {
  return onHand - reserved;
}

/** A product that was not in the catalogue before. */
export function introduceProduct(description: ProductDescription, context: StockChangeContext): ProductChange {
  const product = { ...description, reserved: 0, version: 1, updatedAt: context.at };
  return { product, movement: description.onHand === 0 ? null : movementOf(product, 'counted', description.onHand, context) };
}

/**
 * A product described anew. The difference in units goes into the ledger.
 *
 * @throws DomainError `stock_below_reserved` (conflict) when fewer units would remain than are promised.
 */
export function reviseProduct(product: Product, description: ProductDescription, context: StockChangeContext): ProductChange {
  const delta = description.onHand - product.onHand;
  const revised = moveUnits({ ...product, ...description, onHand: product.onHand }, delta, context);
  return { product: revised, movement: delta === 0 ? null : movementOf(revised, 'counted', delta, context) };
}

/** Whether a description says of a product only what is so already. */
export function isAsDescribed(product: Product, { name, unitPrice, currency, onHand }: ProductDescription): boolean {
  const isOffered = product.name === name && product.unitPrice === unitPrice && product.currency === currency;
  return isOffered && product.onHand === onHand;
}

/**
 * A product with units added or taken away.
 *
 * @throws DomainError `sku_unknown` (not_found), or `stock_below_reserved` and `stock_above_maximum` (conflict).
 */
export function adjustStock(
  product: Product | undefined,
  { sku, delta }: { sku: string; delta: number },
  context: StockChangeContext,
): { product: Product; movement: StockMovement } {
  if (!product) {
    throw skuUnknown(sku);
  }
  const adjusted = moveUnits(product, delta, context);
  return { product: adjusted, movement: movementOf(adjusted, 'adjusted', delta, context) };
}

/** What is reserved of a product, as its record and its ledger say. */
export interface ReservedUnits {
  readonly reserved: number;
  /** What all entries add up to. */
  readonly ledger: { readonly reserved: number };
}

/** What confirmed orders held of a product, and one of record and ledger said, in the moment in which the other said otherwise. */
export interface ReservedCorrection {
  readonly sku: string;
  readonly held: number;
  readonly seen: ReservedUnits;
}

/**
 * A product with as many units reserved as orders hold, and the entry after which its ledger says the same. What orders have moved
 * since it was seen, they moved in both; a correction moves one, since the other said what orders held.
 *
 * @throws DomainError `units_changed_since` (conflict) when anything but orders moved them, or there is no such product;
 *   `stock_below_reserved` (conflict) when orders hold more than there is.
 */
export function correctReserved(
  product: Product | undefined,
  ledger: ReservedUnits['ledger'],
  { sku, held, seen }: ReservedCorrection,
  { movementId, actor, at }: StockChangeContext,
): ProductChange {
  const movedByOrders = ledger.reserved - seen.ledger.reserved;
  if (product?.reserved !== seen.reserved + movedByOrders) {
    throw unitsChangedSince(sku);
  }
  const reserved = held + movedByOrders;
  const corrected = moveUnits({ ...product, reserved }, 0, { movementId, actor, at });
  const reason = `reconciled: ${product.reserved} were reserved, ${ledger.reserved} by the ledger, ${reserved} are held by orders`;
  const entry = movementOf(corrected, 'adjusted', 0, { movementId, actor, at, reason });
  return { product: corrected, movement: { ...entry, reservedDelta: reserved - ledger.reserved } };
}

function moveUnits(product: Product, delta: number, { at }: StockChangeContext): Product {
  const onHand = product.onHand + delta;
  if (onHand < product.reserved) {
    throw stockBelowReserved(product);
  }
  if (onHand > maxOnHand) {
    throw stockAboveMaximum(product.sku, maxOnHand);
  }
  return { ...product, onHand, version: product.version + 1, updatedAt: at };
}

function movementOf(
  { sku }: Product,
  kind: StockMovement['kind'],
  onHandDelta: number,
  { movementId, actor, at, reason }: StockChangeContext,
): StockMovement {
  return { id: movementId, sku, kind, onHandDelta, reservedDelta: 0, actor, at, ...(reason && { reason }) };
}
