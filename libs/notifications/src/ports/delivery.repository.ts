import { Transaction } from '@app/platform';
import { Claim, Delivery, DeliveryRecord, DeliveryState, Lease } from '../domain/delivery';

/**
 * Remembers every delivery: what was sent, so that a repeated event is not told twice, and what still has to be.
 * Bound by `NotificationsModule`.
 */
export abstract class DeliveryRepository {
  /**
   * Called by `SendNotification` when an event comes: afterwards the delivery is on record. Of any number of senders
   * at the same moment one gets it; nobody does while it is held or has to wait, or once it is sent or failed.
   */
  abstract claim(delivery: Delivery): Promise<Claim | undefined>;

  /**
   * Called by `SendNotification` when an event comes that cannot be sent now, and by `NotifyAccount`: afterwards the delivery is on record, in
   * nobody's hands and due at once. One that is on record already stays as it is.
   */
  abstract keepForLater(delivery: Delivery): Promise<void>;

  /**
   * Called by `SendNotification` for the sweep: up to `limit` deliveries whose pause is over or whose sender died,
   * those that have waited longest first, but none of the channels in `except`. None is given to two callers.
   */
  abstract claimDue(limit: number, except?: readonly string[]): Promise<Claim[]>;

  /** After the channel took the message. False when the lease has gone to another sender; then nothing is written. */
  abstract recordSent(lease: Lease, messageId: string): Promise<boolean>;

  /** After a refusal for good. False when the lease has gone to another sender; then nothing is written. */
  abstract recordFailed(lease: Lease, reason: string): Promise<boolean>;

  /** After a failure that may pass: nobody gets the delivery for `pauseMs`. False as above. */
  abstract postpone(lease: Lease, pauseMs: number, reason: string): Promise<boolean>;

  /** Called by `DeliveryQueries`. */
  abstract ofOrders(orderIds: readonly string[], transaction?: Transaction): Promise<DeliveryRecord[]>;

  /** Called by `DeliveryQueries`. */
  abstract counts(transaction?: Transaction): Promise<Record<DeliveryState, number>>;
}
