import { Metrics, Traces } from '@app/platform';
import { aNotification } from '../../test/a-notification';
import { RememberingChannel } from '../../test/remembering-channel';
import { permanentlyRefused } from '../domain/notifications.errors';
import { NotificationChannel } from '../ports/notification-channel';
import { measured } from './measured-channel';

const message = { subject: 'Hello', text: 'Hello', html: '<p>Hello</p>' };
let metrics: Metrics;
let email: RememberingChannel;
let channel: NotificationChannel;

beforeEach(() => {
  metrics = new Metrics();
  email = new RememberingChannel('email').takingAtOnce(3);
  [channel] = measured([email], metrics, new Traces()) as [NotificationChannel];
});

const deliver = () => channel.deliver(aNotification().recipient, message, { eventId: 'event-1' }, Infinity);

it('is the channel that it measures', async () => {
  expect([channel.name, channel.atOnce]).toEqual(['email', 3]);
  await expect(deliver()).resolves.toEqual({ messageId: 'email-1' });
  expect(email.delivered).toEqual([{ recipient: aNotification().recipient, message, tags: { eventId: 'event-1' } }]);
});

it('counts what came of each message', async () => {
  email.failOnce(new Error('The provider is down.')).failOnce(permanentlyRefused('No such mailbox.'));
  await expect(deliver()).rejects.toThrow('down');
  await expect(deliver()).rejects.toThrow('mailbox');
  await deliver();
  await deliver();
  expect((await metrics.text()).split('\n').filter((line) => line.startsWith('notification_send_seconds_count'))).toEqual([
    'notification_send_seconds_count{channel="email",outcome="accepted"} 2',
    'notification_send_seconds_count{channel="email",outcome="failed"} 1',
    'notification_send_seconds_count{channel="email",outcome="refused"} 1',
  ]);
});
