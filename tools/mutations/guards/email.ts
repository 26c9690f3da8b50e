import { Guard } from '../guard';

const channel = 'libs/notifications/src/ses/ses-email.channel.ts';
const channelSpec = 'libs/notifications/src/ses/ses-email.channel.int-spec.ts';
const pace = 'libs/notifications/src/ses/send-pace.ts';
const paceSpec = 'libs/notifications/src/ses/send-pace.spec.ts';

/** What leaves through SES. */
export const emailGuards: readonly Guard[] = [
  {
    name: 'one request a message',
    protects: 'The SDK sends an e-mail again on its own after a lost answer.',
    file: channel,
    remove: 'maxAttempts: 1,',
    replacement: 'maxAttempts: 3,',
    test: { path: channelSpec, name: 'passes a broken connection on after one request' },
  },
  {
    name: 'a request to SES has an end',
    protects: 'Senders hang on a provider that does not answer.',
    file: channel,
    remove: 'throwOnRequestTimeout: true',
    replacement: 'throwOnRequestTimeout: false',
    test: { path: channelSpec, name: 'does not wait for ever for an answer' },
  },
  {
    name: 'throttling slows down',
    protects: 'A send rate that is used up stays used up.',
    file: channel,
    remove: 'this.rate.slowDown();',
    replacement: '',
    test: { path: channelSpec, name: 'slows down after 400 Throttling' },
  },
  {
    name: 'half the pace after throttling',
    protects: 'Several processes together never come below the rate of SES.',
    file: pace,
    remove: '(Number.isFinite(pace) ? pace : presumedPerSecond) / 2;',
    replacement: 'Number.isFinite(pace) ? pace : presumedPerSecond;',
    test: { path: paceSpec, name: 'the pace is half for a minute, then what it was' },
  },
  {
    name: 'no turn beyond the lease',
    protects: 'A message waits for its turn until another process sends it as well.',
    file: pace,
    remove: 'if (wait > longestWaitMs || (wait > 0 && this.isStopped)) {',
    replacement: 'if (wait > 0 && this.isStopped) {',
    test: { path: paceSpec, name: 'lets nobody wait for longer than a lease allows' },
  },
  {
    name: 'what SES refuses for good is known',
    protects: 'A refused address is asked for again and again.',
    file: channel,
    remove: 'throw isFinalRefusal(error) ? permanentlyRefused(reasonOf(error), error) : error;',
    replacement: 'throw error;',
    test: { path: channelSpec, name: 'takes MessageRejected as final' },
  },
  {
    name: 'one address and no more',
    protects: 'An address that holds two writes to a stranger.',
    file: channel,
    remove: 'this.commandFor(sesAddress(recipient.email), message, tags)',
    replacement: 'this.commandFor(recipient.email, message, tags)',
    test: { path: channelSpec, name: 'without asking SES' },
  },
  {
    name: 'no line break in a subject',
    protects: 'What a customer typed becomes a header of the e-mail.',
    file: channel,
    remove: 'utf8(singleLine(subject))',
    replacement: 'utf8(subject)',
    test: { path: channelSpec, name: 'never lets a line break into the subject' },
  },
];
