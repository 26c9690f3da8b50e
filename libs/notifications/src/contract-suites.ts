/** What a port's implementations have to keep, for the tests of yours. They take jest. */
export { describeMessageTemplates } from './ports/message-templates.contract';
export { describeNotificationChannel } from './ports/notification-channel.contract';
