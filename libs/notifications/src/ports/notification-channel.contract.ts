import { aNotification } from '../../test/a-notification';
import { RenderedMessage } from '../domain/rendered-message';
import { NotificationChannel } from './notification-channel';

export interface NotificationChannelSubject {
  channel: NotificationChannel;
  /** Makes the provider refuse the next message for good. */
  refuseNext(): void;
  /** Makes the provider fail at the next message in a way that passes. */
  failNext(): void;
  /** What was handed to the provider so far, whatever came of it: a text for each message, in which its words can be found. */
  handedOver(): readonly string[];
}

const message: RenderedMessage = { subject: 'Words of the subject', text: 'Words of the text', html: '<p>Words of the text</p>' };
const soonMs = 30_000;

/** What every `NotificationChannel` has to keep; run it against yours. The subject is asked for once in each test. */
export function describeNotificationChannel(name: string, subject: () => NotificationChannelSubject): void {
  describe(`${name} as a NotificationChannel`, () => {
    let given: NotificationChannelSubject;
    let before: number;

    beforeEach(() => {
      given = subject();
      before = given.handedOver().length;
    });

    const handedOver = () => given.handedOver().slice(before);
    const deliver = (notAfter = performance.now() + soonMs) => {
      const { recipient, order, eventId } = aNotification();
      return given.channel.deliver(recipient, message, { orderId: order.id, eventId }, notAfter);
    };

    it('has a name', () => {
      expect(given.channel.name).toMatch(/\S/);
    });

    it('hands the message over once, its subject or its text, and tells its id', async () => {
      await expect(deliver()).resolves.toEqual({ messageId: expect.stringMatching(/\S/) });
      expect(handedOver()).toEqual([expect.stringMatching(/Words of the (subject|text)/)]);
    });

    it('hands nothing over once it is too late', async () => {
      await expect(deliver(performance.now() - 1)).rejects.not.toMatchObject({ code: 'permanently_refused' });
      expect(handedOver()).toEqual([]);
    });

    it('says so when the provider refuses for good', async () => {
      given.refuseNext();
      await expect(deliver()).rejects.toMatchObject({ kind: 'unprocessable', code: 'permanently_refused' });
    });

    it('leaves the next attempt to the caller when the provider fails', async () => {
      given.failNext();
      await expect(deliver()).rejects.not.toMatchObject({ code: 'permanently_refused' });
      expect(handedOver()).toHaveLength(1);
    });
  });
}
