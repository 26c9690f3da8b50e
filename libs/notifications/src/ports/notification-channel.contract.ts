import { aNotification } from '../../test/a-notification';
import { RenderedMessage } from '../domain/rendered-message';
import { NotificationChannel } from './notification-channel';

export interface NotificationChannelSubject {
  channel: NotificationChannel;
  /** Makes the provider refuse the next message for good. */
  refuseNext(): void;
  /** Makes the provider fail at the next message in a way that passes. */
  failNext(): void;
  /** How many messages were handed to the provider so far, whatever came of them. */
  handedOver(): number;
}

const message: RenderedMessage = { subject: 'Hello', text: 'Hello', html: '<p>Hello</p>' };

/** What every `NotificationChannel` has to keep; run it against yours. */
export function describeNotificationChannel(name: string, subject: () => NotificationChannelSubject): void {
  describe(`${name} as a NotificationChannel`, () => {
    const deliver = (notAfter = Infinity) => {
      const { recipient, order, eventId } = aNotification();
      return subject().channel.deliver(recipient, message, { orderId: order.id, eventId }, notAfter);
    };

    it('has a name', () => {
      expect(subject().channel.name).toMatch(/\S/);
    });

    it('hands the message over once and tells its id', async () => {
      const before = subject().handedOver();
      await expect(deliver()).resolves.toEqual({ messageId: expect.stringMatching(/\S/) });
      expect(subject().handedOver() - before).toBe(1);
    });

    it('hands nothing over once it is too late', async () => {
      const before = subject().handedOver();
      await expect(deliver(performance.now() - 1)).rejects.not.toMatchObject({ code: 'permanently_refused' });
      expect(subject().handedOver()).toBe(before);
    });

    it('says so when the provider refuses for good', async () => {
      subject().refuseNext();
      await expect(deliver()).rejects.toMatchObject({ kind: 'unprocessable', code: 'permanently_refused' });
    });

    it('leaves the next attempt to the caller when the provider fails', async () => {
      const before = subject().handedOver();
      subject().failNext();
      await expect(deliver()).rejects.not.toMatchObject({ code: 'permanently_refused' });
      expect(subject().handedOver() - before).toBe(1);
    });
  });
}
