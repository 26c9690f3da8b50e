import { OrderStatus, transitionTo } from './order-status';

const longestReason = 500;

export interface OrderLine {
  readonly sku: string;
  /** As it was called when the order was placed. */
  readonly name: string;
  readonly quantity: number;
  /** The price paid, in minor units of the order's currency. */
  readonly unitPrice: number;
  readonly lineTotal: number;
}

/** A line that could not be served, and why. */
export interface LineAtFault {
  readonly sku: string;
  readonly reason: string;
  readonly requested: number;
  readonly available: number;
}

/** Why an order is not accepted as a whole, whatever is in stock. */
export interface Refusal {
  /** A sentence for the customer: it goes into the timeline and into their e-mail. At most 500 characters are kept. */
  readonly reason: string;
}

export type Actor = 'customer' | 'admin' | 'system';

export interface TimelineEntry {
  /** Counts from 1; the order's version after the change. */
  readonly seq: number;
  readonly status: OrderStatus;
  readonly at: Date;
  readonly actor: Actor;
  readonly reason?: string;
  readonly requestId?: string;
  /** Of the request or message that made it, where traces are on: https://www.w3.org/TR/trace-context/. */
  readonly traceparent?: string;
}

/** What makes a repeated request recognisable: the key the client chose, and a hash of what it asked for. */
export interface Idempotency {
  readonly key: string;
  readonly fingerprint: string;
}

/** An order, at one version. Never changed: a transition makes the next version. */
export interface Order {
  readonly id: string;
  readonly userId: string;
  readonly status: OrderStatus;
  readonly items: readonly OrderLine[];
  readonly currency: string;
  readonly total: number;
  readonly note: string | null;
  readonly version: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly timeline: readonly TimelineEntry[];
  /** Each line at fault; only on a rejected order, and none of them if it was refused as a whole. */
  readonly rejection?: readonly LineAtFault[];
  readonly idempotency?: Idempotency;
}

/** Who changes an order, when, why, and on whose request. */
export type Change = Omit<TimelineEntry, 'seq' | 'status'>;

export type OrderPlacement = Pick<Order, 'id' | 'userId' | 'items' | 'currency' | 'total' | 'note' | 'idempotency'>;

/** A new order, waiting for a decision. */
export function newOrder(placement: OrderPlacement, change: Change): Order {
  const { id, userId, items, currency, total, note, idempotency } = placement;
  return {
    id,
    userId,
    status: 'PENDING',
    items,
    currency,
    total,
    note,
    version: 1,
    createdAt: change.at,
    updatedAt: change.at,
    timeline: [{ seq: 1, status: 'PENDING', ...change }],
    ...(idempotency && { idempotency }),
  };
}

/** @throws DomainError `invalid_transition` (conflict), like every transition. */
export function confirm(order: Order, change: Change): Order {
  return transition(order, 'CONFIRMED', change);
}

/** Rejects the order for the lines at fault; the timeline says so in words. */
export function reject(order: Order, lines: readonly LineAtFault[], change: Change): Order {
  const reason = lines
    .map(({ sku, reason, requested, available }) => `${reason}: ${sku} (requested ${requested}, available ${available})`)
    .join('; ');
  return { ...transition(order, 'REJECTED', { ...change, reason }), rejection: lines };
}

/** Rejects the order as a whole: no line is at fault, and the timeline says why. */
export function refuse(order: Order, { reason }: Refusal, change: Change): Order {
  return { ...transition(order, 'REJECTED', { ...change, reason: reason.slice(0, longestReason) }), rejection: [] };
}

/** Ends an order that its customer, or an administrator, no longer wants; what it reserved must be given back with it. */
export function cancel(order: Order, change: Change): Order {
  return transition(order, 'CANCELLED', change);
}

/** Ends a confirmed order whose units leave the shelf. */
export function fulfil(order: Order, change: Change): Order {
  return transition(order, 'FULFILLED', change);
}

function transition(order: Order, to: OrderStatus, change: Change): Order {
  const status = transitionTo(order.status, to);
  const version = order.version + 1;
  return {
    ...order,
    status,
    version,
    updatedAt: change.at,
    timeline: [...order.timeline, { seq: version, status, ...change }],
  };
}
