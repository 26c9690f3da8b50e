import { Injectable, Logger } from '@nestjs/common';
import { atMost, failureReasonOf, Histogram, longTimes, Metrics, persistently, UnderWay, within } from '@app/platform';
import { Claim, Delivery, Lease, leaseSeconds, Occasion } from '../domain/delivery';
import { channelTooSlow, isPermanentRefusal, permanentlyRefused, unknownChannel } from '../domain/notifications.errors';
import { pauseAfter } from '../domain/retry-schedule';
import { DeliveryRepository } from '../ports/delivery.repository';
import { MessageTemplates } from '../ports/message-templates';
import { DeliveryReceipt, NotificationChannel } from '../ports/notification-channel';
import { NotificationChannels } from '../ports/notification-channels';
import { NotificationSource } from '../ports/notification-source';

/** So many are sent as they come; of a rush the rest is left to the sweep, which gives way to more urgent work. */
const fewAtOnce = 5;
/** Most sends end within this. */
const longestWaitMs = 5000;

/**
 * Tells a customer through every channel: at least once, and twice only if a crash or a lost answer falls between
 * the provider's yes and its record. What cannot be sent now is tried again from the database, for four days.
 */
@Injectable()
export class SendNotification {
  private readonly logger = new Logger(SendNotification.name);
  private readonly told: Histogram;
  private readonly fresh = new UnderWay<string>();
  private readonly due = new UnderWay<string>();

  constructor(
    private readonly channels: NotificationChannels,
    private readonly templates: MessageTemplates,
    private readonly source: NotificationSource,
    private readonly deliveries: DeliveryRepository,
    metrics: Metrics,
  ) {
    this.told = metrics.histograms('order_placed_to_told_seconds', 'From the placement of an order to the message of its decision being accepted.', longTimes).of();
  }

  /**
   * Resolves once the occasion is on record for every channel, sent or not: it needs no further call. Repeated at
   * will, it leaves alone what is sent, refused, waiting or in other hands.
   *
   * @throws only the database's error, when something could not be recorded.
   */
  async execute(occasion: Occasion): Promise<void> {
    await allDone(this.channels.all.map((channel) => this.sendOrKeep({ ...occasion, channel: channel.name }, channel)));
  }

  /**
   * Attempts up to `limit` deliveries at once whose time has come or whose sender died, and whose channel has a hand free. Returns
   * how many it found. What takes longer than a few seconds is not waited for: a channel that does not answer holds up no other.
   *
   * @throws only the database's error.
   */
  async sendDue(limit: number): Promise<number> {
    const notAfter = endOfLeaseFromNow();
    const full = this.channels.all.filter(({ name, atOnce }) => this.due.of(name) >= atOnce);
    const claims = await this.deliveries.claimDue(limit, full.map(({ name }) => name));
    await atMost(longestWaitMs, allDone(claims.map((claim) => this.due.during(claim.delivery.channel, () => this.attempt(claim, notAfter)))));
    return claims.length;
  }

  /** How many deliveries are worth taking up at once. */
  get atOnce(): number {
    return Math.max(...this.channels.all.map(({ atOnce }) => atOnce));
  }

  /** What would have to wait for others is not even claimed: the sweep finds it. */
  private async sendOrKeep(delivery: Delivery, channel: NotificationChannel): Promise<void> {
    if (this.fresh.of(channel.name) >= Math.min(channel.atOnce, fewAtOnce)) {
      return this.deliveries.keepForLater(delivery);
    }
    await this.fresh.during(channel.name, () => this.sendNow(delivery));
  }

  private async sendNow(delivery: Delivery): Promise<void> {
    const notAfter = endOfLeaseFromNow();
    const claim = await this.deliveries.claim(delivery);
    if (claim) {
      await this.attempt(claim, notAfter);
    }
  }

  private async attempt(claim: Claim, notAfter: number): Promise<void> {
    let receipt: DeliveryReceipt;
    try {
      receipt = await this.send(claim.delivery, notAfter);
    } catch (error) {
      return this.recordFailure(claim, error);
    }
    await this.recordSent(claim, receipt, notAfter);
  }

  private async send(delivery: Delivery, notAfter: number): Promise<DeliveryReceipt> {
    const channel = this.channels.all.find(({ name }) => name === delivery.channel);
    if (!channel) {
      throw unknownChannel(delivery.channel);
    }
    const notification = await this.source.notificationFor(delivery);
    if (!notification) {
      throw permanentlyRefused('The order or its customer no longer exists.');
    }
    const { eventId, orderId, traceparent } = delivery;
    const tags = { ...(orderId && { orderId }), eventId, ...(traceparent && { traceparent }) };
    const delivered = channel.deliver(notification.recipient, this.templates.render(notification), tags, notAfter);
    const receipt = await within(notAfter - performance.now(), delivered, () => channelTooSlow(channel.name));
    if ('order' in notification && notification.kind !== 'order_cancelled') {
      this.told.observe((Date.now() - notification.order.placedAt.getTime()) / 1000);
    }
    return receipt;
  }

  /** Only this record keeps a message that is out from going out again: it is tried for as long as the lease keeps others away. */
  private async recordSent(lease: Lease, { messageId }: DeliveryReceipt, notAfter: number): Promise<void> {
    const isRecorded = await persistently(() => this.deliveries.recordSent(lease, messageId), notAfter);
    if (!isRecorded) {
      this.logger.warn('The lease ran out while sending: the message may go out twice', { deliveryId: lease.deliveryId, messageId });
    }
  }

  private async recordFailure(claim: Claim, error: unknown): Promise<void> {
    const { deliveryId, attempts } = claim;
    const reason = isPermanentRefusal(error) ? error.message : failureReasonOf(error);
    const pauseMs = isPermanentRefusal(error) ? undefined : pauseAfter(claim, Math.random());
    if (pauseMs === undefined) {
      this.logger.warn('A notification cannot be delivered and is given up', { deliveryId, attempts, reason });
      await this.deliveries.recordFailed(claim, reason);
    } else {
      this.logger.warn('A notification could not be delivered and waits', { deliveryId, attempts, pauseMs, reason });
      await this.deliveries.postpone(claim, pauseMs, reason);
    }
  }
}

/** Asked for before the claim, so that it is over no later than the lease; a little earlier, to leave time for the answer. */
function endOfLeaseFromNow(): number {
  return performance.now() + leaseSeconds * 1000 * 0.75;
}

/** Lets each come to its end, whatever becomes of the others; then throws the first error, if any. */
async function allDone(works: readonly Promise<void>[]): Promise<void> {
  const outcomes = await Promise.allSettled(works);
  const failure = outcomes.find((outcome) => outcome.status === 'rejected');
  if (failure) {
    throw failure.reason;
  }
}
