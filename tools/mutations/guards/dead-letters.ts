import { Guard } from '../guard';

const queue = 'libs/messaging/src/sqs/dead-letter-queue.ts';
const officeSpec = 'libs/messaging/src/sqs/dead-letter-office.int-spec.ts';

/** Dead letters are seen, sent back and dropped, and none is lost on the way. */
export const deadLetterGuards: readonly Guard[] = [
  {
    name: 'sent back before it is deleted',
    protects: 'A letter is gone from both queues when sending it back fails.',
    file: queue,
    remove: 'const Entries = some.map(({ id, body }) => ({ Id: id, MessageBody: body }));',
    replacement: 'await this.delete(some);\n      const Entries = some.map(({ id, body }) => ({ Id: id, MessageBody: body }));',
    test: { path: officeSpec, name: 'keeps what it could not send' },
  },
  {
    name: 'what was sent back is deleted',
    protects: 'Every letter that is sent back stays, and is sent back again.',
    file: queue,
    remove: 'await this.delete(taken);',
    replacement: '',
    test: { path: officeSpec, name: 'sends all back, each to the queue where it failed' },
  },
  {
    name: 'letters are shown to everybody again',
    protects: 'Whoever looks at the dead letters hides them from all others.',
    file: 'libs/messaging/src/sqs/dead-letter-sweep.ts',
    remove: 'await queue.putBack([...held.values()]).catch(() => undefined);',
    replacement: '',
    test: { path: officeSpec, name: 'leaves all of them where they are, visible at once' },
  },
  {
    name: 'only the letters asked for',
    protects: 'Sending back one letter sends back all.',
    file: 'libs/messaging/src/sqs/dead-letter-errand.ts',
    remove: ': this.missing.has(id);',
    replacement: ': true;',
    test: { path: officeSpec, name: 'sends the one asked for as it was, and leaves the others' },
  },
  {
    name: 'what fails again meanwhile stays',
    protects: 'Sending back all letters never ends while their cause lasts.',
    file: 'libs/messaging/src/sqs/dead-letter-errand.ts',
    remove: "this.which === 'all' ? sentAt.getTime() <= this.begun :",
    replacement: "this.which === 'all' ? true :",
    test: { path: officeSpec, name: 'leaves what fails again meanwhile for the next time' },
  },
  {
    name: 'dead letters: those in other hands are counted',
    protects: 'While a process that froze holds the letters an administrator reads that there are none.',
    file: queue,
    remove: "'ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'",
    replacement: "'ApproximateNumberOfMessages'",
    test: { path: 'libs/messaging/src/sqs/dead-letter-office.int-spec.ts', name: 'counts also those that somebody holds' },
  },
  {
    name: 'dead letters: all means all',
    protects: 'Of ten thousand letters some stay among the dead, and nobody is told.',
    file: 'libs/messaging/src/sqs/dead-letter-office.ts',
    remove: 'isThorough === true && ends.includes(false)',
    replacement: 'isThorough === true && ends.length === 0',
    test: { path: 'libs/messaging/src/sqs/dead-letter-office.int-spec.ts', name: 'all of more than one walk finds goes on to the end when that is asked for, and tells how far it came' },
  },
];
