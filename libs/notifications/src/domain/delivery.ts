import { NotificationKind } from './notification';

/** What a customer is to be told of. The words and the address are looked up anew whenever it is sent. */
export interface Occasion {
  readonly eventId: string;
  readonly kind: NotificationKind;
  /** Absent where it is about the account. */
  readonly orderId?: string;
  readonly userId: string;
  /** Of what told of it, where traces are on: https://www.w3.org/TR/trace-context/. */
  readonly traceparent?: string;
}

/** One occasion on its way through one channel. */
export interface Delivery extends Occasion {
  readonly channel: string;
}

export type DeliveryState = 'waiting' | 'sending' | 'sent' | 'failed';

const transitions: Record<DeliveryState, readonly DeliveryState[]> = {
  waiting: ['sending'],
  sending: ['sending', 'waiting', 'sent', 'failed'],
  sent: [],
  failed: [],
};

export const deliveryStates = Object.keys(transitions) as readonly DeliveryState[];

/** The right to send a delivery, for as long as the lease lasts. The token tells this holder from the next one. */
export interface Lease {
  readonly deliveryId: string;
  readonly token: string;
}

/** A delivery in the hands of one sender. */
export interface Claim extends Lease {
  readonly delivery: Delivery;
  /** This one included. */
  readonly attempts: number;
  /** Since it came on record, by the clock that times the leases. */
  readonly ageSeconds: number;
}

/** What became of a delivery so far. */
export interface DeliveryRecord extends Delivery {
  readonly state: DeliveryState;
  readonly attempts: number;
  /** Why the last attempt did not succeed; on a failed delivery the reason for good. No addresses in it. */
  readonly lastError?: string;
  /** When somebody may act on it next: the end of the lease, or of the pause. Absent once it is sent or failed. */
  readonly dueAt?: Date;
  readonly sentAt?: Date;
}

/** Longer than any channel may take; what a crashed sender leaves behind is taken over after that. */
export const leaseSeconds = 60;

/** The same for the same event and channel, for ever: a delivery is claimed under this id. */
export function deliveryIdOf({ eventId, channel }: Delivery): string {
  return `${eventId}:${channel}`;
}

/** Whether nothing can happen to the delivery any more. */
export function isSettled(state: DeliveryState): boolean {
  return transitions[state].length === 0;
}
