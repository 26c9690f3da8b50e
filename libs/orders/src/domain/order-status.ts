import { invalidTransition } from './order.errors';

/** The life of an order. Nothing but `transitionTo` changes a status. */
const transitions = {
  PENDING: ['CONFIRMED', 'REJECTED', 'CANCELLED'],
  CONFIRMED: ['CANCELLED', 'FULFILLED'],
  REJECTED: [],
  CANCELLED: [],
  FULFILLED: [],
} as const satisfies Record<string, readonly string[]>;

export type OrderStatus = keyof typeof transitions;

export const orderStatuses = Object.keys(transitions) as OrderStatus[];

/** @throws DomainError `invalid_transition` (conflict) when an order in `from` cannot become `to`. */
export function transitionTo(from: OrderStatus, to: OrderStatus): OrderStatus {
  if (!mayBecome(from, to)) {
    throw invalidTransition(from, to);
  }
  return to;
}

/** Whether nothing can happen to such an order any more. */
export function isFinal(status: OrderStatus): boolean {
  return transitions[status].length === 0;
}

export function mayBecome(from: OrderStatus, to: OrderStatus): boolean {
  const allowed: readonly OrderStatus[] = transitions[from];
  return allowed.includes(to);
}
