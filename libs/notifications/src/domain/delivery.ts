import { NotificationKind } from './notification';

/** One notification on its way through one channel. */
export interface Delivery {
  readonly eventId: string;
  readonly channel: string;
  readonly orderId: string;
  readonly kind: NotificationKind;
}

export type DeliveryState = 'sending' | 'sent' | 'failed';

const transitions: Record<DeliveryState, readonly DeliveryState[]> = {
  sending: ['sent', 'failed'],
  sent: [],
  failed: [],
};

/** The right to send a delivery, for as long as the lease lasts. The token tells this holder from the next one. */
export interface Lease {
  readonly deliveryId: string;
  readonly token: string;
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
