import { randomInt } from 'node:crypto';
import { Order, OrderLine, OrderStatus, TimelineEntry } from '@app/orders';
import { mongo } from 'mongoose';
import { v7 as newId } from 'uuid';
import { Rig } from '../rig';
import { plenty } from '../systems/system';

const batchSize = 5000;
const year = 365 * 24 * 3600 * 1000;
/** The customer in question has one order in so many of a large shop, and all of a small one. */
const othersShare = 50;
const manyUsers = 20_000;
const smallShop = 1000;
/** Of a hundred orders so many end like this. */
const ends: readonly (readonly [number, OrderStatus])[] = [
  [55, 'CONFIRMED'],
  [85, 'FULFILLED'],
  [93, 'CANCELLED'],
  [100, 'REJECTED'],
];

/** What to store. */
export interface Shop {
  readonly orders: number;
  readonly catalogue: readonly string[];
  readonly userId: string;
}

/** Writes products and orders decided during the last year straight into a database, as the product itself stores them. */
export async function fillShop(rig: Rig, id: string, { orders, catalogue, userId }: Shop): Promise<void> {
  const database = rig.database.db(id);
  await inBatches(catalogue.length, database.collection<{ _id: string }>('products'), (i) => productOf(catalogue[i] ?? ''));
  const users = Array.from({ length: manyUsers }, () => newId());
  const ownerOf = (i: number) => (orders <= smallShop || i % othersShare === 0 ? userId : (users[i % manyUsers] ?? userId));
  const begun = Date.now() - year;
  await inBatches(
    orders,
    database.collection<{ _id: string }>('orders'),
    (i) => documentOf(ownerOf(i), catalogue, new Date(begun + (i / orders) * year * 0.99)),
    (done) => rig.report.progress(`growth: ${done.toLocaleString('en')} of ${orders.toLocaleString('en')} orders stored`),
  );
}

async function inBatches(
  count: number,
  collection: mongo.Collection<{ _id: string }>,
  documentAt: (i: number) => { _id: string },
  tell?: (done: number) => void,
): Promise<void> {
  for (let done = 0; done < count; done += batchSize) {
    const batch = Array.from({ length: Math.min(batchSize, count - done) }, (_, i) => documentAt(done + i));
    await collection.insertMany(batch, { ordered: false });
    tell?.(done + batch.length);
  }
}

function productOf(sku: string): { _id: string } {
  const words = ['product', sku.toLowerCase()];
  const stock = { onHand: plenty, reserved: 0, version: 1 };
  return Object.assign({ _id: sku, name: `Product ${sku}`, unitPrice: 1250, currency: 'EUR', words, updatedAt: new Date() }, stock);
}

/** An order whose end has been told, so that nothing is left to do about it. */
function documentOf(userId: string, catalogue: readonly string[], at: Date): { _id: string } {
  const _id = newId({ msecs: at.getTime() });
  const timeline = timelineOf(endOf(randomInt(100)), at, _id);
  const last = timeline.at(-1);
  const order: Omit<Order, 'id'> = {
    userId,
    status: last?.status ?? 'CONFIRMED',
    items: [lineOf(catalogue), lineOf(catalogue)],
    currency: 'EUR',
    total: 2500,
    note: null,
    version: timeline.length,
    createdAt: at,
    updatedAt: last?.at ?? at,
    timeline,
    ...(randomInt(2) === 0 && { idempotency: { key: newId(), fingerprint: newId() + newId() } }),
  };
  return Object.assign({ _id }, order, { outbox: [] });
}

function lineOf(catalogue: readonly string[]): OrderLine {
  const sku = catalogue[randomInt(catalogue.length)] ?? '';
  return { sku, name: `Product ${sku}`, quantity: 1, unitPrice: 1250, lineTotal: 1250 };
}

function endOf(lot: number): OrderStatus {
  return ends.find(([below]) => lot < below)?.[1] ?? 'CONFIRMED';
}

function timelineOf(end: OrderStatus, at: Date, requestId: string): TimelineEntry[] {
  const statuses: OrderStatus[] = end === 'FULFILLED' ? ['PENDING', 'CONFIRMED', end] : ['PENDING', end];
  return statuses.map((status, i) => ({
    seq: i + 1,
    status,
    at: new Date(at.getTime() + i * 60_000),
    actor: status === 'PENDING' || status === 'CANCELLED' ? 'customer' : 'system',
    requestId,
  }));
}
