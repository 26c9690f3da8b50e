import { OrderEvent, OrderEventType } from '@app/contracts';

/** What happened to an order, as far as it tells where to look it up. */
export interface WebhookEvent {
  /** The same for ever: receivers tell repetitions by it. */
  readonly eventId: string;
  readonly type: OrderEventType;
  readonly orderId: string;
  /** Counts the changes of the order from 1: deliveries may overtake each other, and tell by it. */
  readonly seq: number;
  /** ISO 8601, UTC. */
  readonly occurredAt: string;
  /** Of what told of it, where traces are on: https://www.w3.org/TR/trace-context/. */
  readonly traceparent?: string;
}

export const webhookDeliveryStates = ['waiting', 'sending', 'delivered', 'failed'] as const;
export type WebhookDeliveryState = (typeof webhookDeliveryStates)[number];

/** One try, and what came of it: a status, or why there was none. */
export interface Attempt {
  readonly at: Date;
  readonly milliseconds: number;
  readonly status?: number;
  readonly error?: string;
}

/** One event on its way to one webhook. */
export interface WebhookDelivery extends WebhookEvent {
  readonly id: string;
  readonly webhookId: string;
  readonly state: WebhookDeliveryState;
  /** The last twenty, oldest first. */
  readonly attempts: readonly Attempt[];
  /** When it is tried next, or taken over from a process that died. Absent once it is delivered or failed. */
  readonly dueAt?: Date;
  readonly createdAt: Date;
}

/** A delivery in the hands of one sender, for as long as the lease lasts. */
export interface WebhookClaim {
  readonly delivery: WebhookDelivery;
  readonly token: string;
  /** Since it was last put on its way, this one included. */
  readonly tries: number;
  /** Since it was last put on its way. */
  readonly ageSeconds: number;
}

/** What becomes of a delivery after a try. */
export type Verdict = { readonly state: 'delivered' | 'failed' } | { readonly state: 'waiting'; readonly pauseMs: number };

/** Longer than any try may take; what a crashed sender leaves behind is taken over after that. */
export const leaseSeconds = 60;
export const attemptsKept = 20;

/** What a webhook is told of an order event. */
export function webhookEventOf({ id, type, occurredAt, data, traceparent }: OrderEvent): WebhookEvent {
  return { eventId: id, type, orderId: data.orderId, seq: data.version, occurredAt, ...(traceparent !== undefined && { traceparent }) };
}
