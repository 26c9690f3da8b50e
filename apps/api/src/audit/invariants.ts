/** What must hold over the whole database, by name. */
export const invariants = {
  stock_in_bounds: 'Of every product, 0 ≤ reserved ≤ on hand.',
  stock_matches_ledger: "A product's units are the sum of its ledger.",
  stock_matches_orders: 'What is reserved of a product is what confirmed orders hold.',
  order_all_or_nothing: "An order's ledger holds exactly its lines: reserved once confirmed, released or shipped once with its end.",
  order_ends: 'No order waits for a decision longer than the grace, unless a dead letter carries it.',
  order_can_go_on: 'Every pending order is on its way to a queue, is going to be announced again, or is carried by a dead letter.',
  order_history: "An order's timeline is a path through the states, one version an entry, up to its status.",
  order_money: 'Line totals are price times quantity, the total is their sum, all whole and exact.',
  order_per_key: 'An idempotency key of a user belongs to one order.',
  events_sent: 'No event waits to be sent longer than the grace.',
  customer_told: 'Every decision and cancellation older than the grace has its delivery.',
  delivery_has_cause: 'Every delivery of an order belongs to something that happened to it, and none hangs.',
} as const;

export type Invariant = keyof typeof invariants;

/** Something that should not be: which invariant, and where. */
export interface Violation {
  readonly invariant: Invariant;
  readonly subject: string;
}
