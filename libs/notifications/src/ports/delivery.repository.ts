import { Delivery, Lease } from '../domain/delivery';

/** Remembers what was sent, so that a repeated event is not told twice. Called by `SendNotification`; bound by `NotificationsModule`. */
export abstract class DeliveryRepository {
  /**
   * Claims a delivery for one sender: of any number at the same moment, one gets the lease. An expired lease is taken over.
   * Nothing is returned when the delivery is already sent or failed.
   *
   * @throws DomainError `delivery_in_progress` (conflict) while another sender's lease lasts.
   */
  abstract claim(delivery: Delivery): Promise<Lease | undefined>;

  /** After the channel took the message. False when the lease has gone to another sender; then nothing is written. */
  abstract recordSent(lease: Lease, messageId: string): Promise<boolean>;

  /** After the channel refused it for good. False when the lease has gone to another sender; then nothing is written. */
  abstract recordFailed(lease: Lease, reason: string): Promise<boolean>;

  /** After a failure that may pass: the delivery can be claimed again at once. Does nothing when the lease is lost. */
  abstract release(lease: Lease): Promise<void>;
}
