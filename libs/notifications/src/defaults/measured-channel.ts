import { Histogram, Metrics, shortTimes, Traces } from '@app/platform';
import { Recipient } from '../domain/notification';
import { isPermanentRefusal } from '../domain/notifications.errors';
import { RenderedMessage } from '../domain/rendered-message';
import { DeliveryReceipt, DeliveryTags, NotificationChannel } from '../ports/notification-channel';

const outcomes = ['accepted', 'failed', 'refused'] as const;
type Outcome = (typeof outcomes)[number];

/** A channel whose sends are counted, timed, and spans of the traces that their messages belong to. */
class MeasuredChannel extends NotificationChannel {
  override readonly name: string;

  constructor(
    private readonly channel: NotificationChannel,
    private readonly sends: Readonly<Record<Outcome, Histogram>>,
    private readonly traces: Traces,
  ) {
    super();
    this.name = channel.name;
  }

  override get atOnce(): number {
    return this.channel.atOnce;
  }

  override deliver(recipient: Recipient, message: RenderedMessage, tags: DeliveryTags, notAfter: number): Promise<DeliveryReceipt> {
    const { orderId, eventId, traceparent: parent } = tags;
    const attributes = { 'event.id': eventId, ...(orderId && { 'order.id': orderId }) };
    return this.traces.during({ name: `deliver ${this.name}`, kind: 'client', parent, attributes }, ({ traceparent }) =>
      this.deliverTimed(recipient, message, traceparent ? { ...tags, traceparent } : tags, notAfter),
    );
  }

  private async deliverTimed(...[recipient, message, tags, notAfter]: Parameters<NotificationChannel['deliver']>): Promise<DeliveryReceipt> {
    const begun = performance.now();
    let outcome: Outcome = 'accepted';
    try {
      return await this.channel.deliver(recipient, message, tags, notAfter);
    } catch (error) {
      outcome = isPermanentRefusal(error) ? 'refused' : 'failed';
      throw error;
    } finally {
      this.sends[outcome].observe((performance.now() - begun) / 1000);
    }
  }
}

/** The same channels, measured. What they `refused` is given up, what `failed` is tried again. */
export function measured(channels: readonly NotificationChannel[], metrics: Metrics, traces: Traces): NotificationChannel[] {
  const sends = metrics.histograms('notification_send_seconds', 'How long a channel took for a message, by what came of it.', shortTimes);
  return channels.map((channel) => new MeasuredChannel(channel, sends.each('outcome', outcomes, { channel: channel.name }), traces));
}
