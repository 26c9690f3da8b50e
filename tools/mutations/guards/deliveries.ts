import { Guard } from '../guard';

const updates = 'libs/notifications/src/mongo/claim-updates.ts';
const repository = 'libs/notifications/src/mongo/mongo-delivery.repository.ts';
const records = 'libs/notifications/src/mongo/holders-record.ts';
const together = 'libs/platform/src/mongo/update-together.ts';
const batchesSpec = 'libs/notifications/src/mongo/delivery-batches.int-spec.ts';
const repositorySpec = 'libs/notifications/src/mongo/mongo-delivery.repository.int-spec.ts';
const send = 'libs/notifications/src/use-cases/send-notification.ts';
const sendSpec = 'libs/notifications/src/use-cases/send-notification.spec.ts';

/** Every customer is told, and once. */
export const deliveryGuards: readonly Guard[] = [
  {
    name: 'a delivery in other hands is left alone',
    protects: 'Two processes send the same e-mail.',
    file: updates,
    remove: '{ $cond: [{ $and: [isUnsettled, isDue] },',
    replacement: '{ $cond: [isUnsettled,',
    test: { path: repositorySpec, name: 'gives a postponed delivery to nobody before its time, then to one' },
  },
  {
    name: 'the loser of a claim knows',
    protects: 'All that claim a delivery at the same moment send it.',
    file: repository,
    remove: 'if (document?.leaseToken !== token) {',
    replacement: 'if (!document) {',
    test: { path: repositorySpec, name: 'gives a delivery to one of 20 senders who claim it at the same moment' },
  },
  {
    name: 'a settled delivery is left alone',
    protects: 'An event that comes again sends its e-mail again.',
    file: updates,
    remove: '{ $cond: [{ $and: [isUnsettled, isDue] },',
    replacement: '{ $cond: [isDue,',
    test: { path: repositorySpec, name: 'never gives out a delivery again after recordSent' },
  },
  {
    name: 'claim of a delivery that is due',
    protects: 'Every process that sweeps sends the same e-mails.',
    file: repository,
    remove: 'filter: { _id, dueAt },',
    replacement: 'filter: { _id },',
    test: { path: batchesSpec, name: 'are not taken by a sweep that saw them and comes late' },
  },
  {
    name: 'a limit of what is in hand',
    protects: 'A burst of events claims more than can be sent before the leases run out, and holds up all else.',
    file: send,
    remove: 'if (this.fresh.of(channel.name) >= Math.min(channel.atOnce, fewAtOnce)) {',
    replacement: 'if (this.fresh.of(channel.name) >= Infinity) {',
    test: { path: sendSpec, name: "are on record at once, in nobody's hands, and sent when their turn comes" },
  },
  {
    name: 'what is on record already is left alone',
    protects: 'An event that comes again during a burst sends its e-mail again.',
    file: updates,
    remove: '{ $cond: [isNew, { $mergeObjects',
    replacement: '{ $cond: [true, { $mergeObjects',
    test: { path: repositorySpec, name: 'leaves a delivery as it is that is to be kept for later, but is on record already' },
  },
  {
    name: 'one broken delivery fails alone',
    protects: 'A delivery that cannot be claimed keeps those beside it from being sent.',
    file: together,
    remove: '{ ordered: false }',
    replacement: '{ ordered: true }',
    test: { path: batchesSpec, name: 'do not suffer from one whose document is broken' },
  },
  {
    name: 'each holder hears of its own record',
    protects: 'A sender that lost its lease is told that its record was written, since others in the same batch were.',
    file: repository,
    remove: 'if (matched === records.length) {',
    replacement: 'if (matched > 0) {',
    test: { path: batchesSpec, name: 'tell each holder whether its own was written' },
  },
  {
    name: 'token of a record',
    protects: 'A sender that lost its lease says that it sent what another is sending.',
    file: records,
    remove: "leaseToken: token, state: { $in: ['sending', state] } },",
    replacement: "state: { $in: ['sending', state] } },",
    test: { path: repositorySpec, name: 'lets another sender take over, and takes no record from the first any more' },
  },
  {
    name: 'token of a postponement',
    protects: 'A sender that lost its lease lets a third one send, too.',
    file: records,
    remove: "{ _id: deliveryId, leaseToken: token, state: 'sending' },",
    replacement: "{ _id: deliveryId, state: 'sending' },",
    test: { path: repositorySpec, name: 'lets another sender take over, and takes no record from the first any more' },
  },
  {
    name: 'a record is final',
    protects: 'What was sent is recorded as failed.',
    file: records,
    remove: "leaseToken: token, state: { $in: ['sending', state] } },",
    replacement: 'leaseToken: token },',
    test: { path: repositorySpec, name: 'lets the holder repeat a record whose answer it did not get, but not change it' },
  },
  {
    name: 'takeover of an expired lease',
    protects: 'What a sender left behind that died is never sent.',
    file: updates,
    remove: 'const unsettled = deliveryStates.filter((state) => !isSettled(state));',
    replacement: "const unsettled = deliveryStates.filter((state) => state === 'waiting');",
    test: { path: repositorySpec, name: 'lets another sender take over, and takes no record from the first any more' },
  },
  {
    name: "leases and pauses by the database's clock",
    protects: 'A process whose clock is wrong takes over what others are sending.',
    file: 'libs/platform/src/mongo/database-clock.ts',
    remove: "{ $add: ['$$NOW',",
    replacement: '{ $add: [new Date(),',
    test: { path: repositorySpec, name: "times leases and pauses by the database's clock" },
  },
  {
    name: 'a refusal for good is final',
    protects: 'SES is asked for four days to write to an address that does not exist.',
    file: send,
    remove: 'isPermanentRefusal(error) ? undefined : pauseAfter(claim, Math.random())',
    replacement: 'pauseAfter(claim, Math.random())',
    test: { path: sendSpec, name: 'does not try again what was refused for good' },
  },
  {
    name: 'a failure that may pass is tried again',
    protects: 'An outage of SES loses e-mails.',
    file: send,
    remove: 'await this.deliveries.postpone(claim, pauseMs, reason);',
    replacement: 'await this.deliveries.recordFailed(claim, reason);',
    test: { path: sendSpec, name: 'is sent once its time has come' },
  },
  {
    name: 'several attempts to record what is out',
    protects: 'A hiccup of the database sends an e-mail twice.',
    file: send,
    remove: 'persistently(() => this.deliveries.recordSent(lease, messageId), notAfter)',
    replacement: 'this.deliveries.recordSent(lease, messageId)',
    test: { path: sendSpec, name: 'records a message that is out as soon as the database is back' },
  },
  {
    name: 'longer pauses between attempts',
    protects: 'A provider that is down is asked every five seconds, by every delivery.',
    file: 'libs/notifications/src/domain/retry-schedule.ts',
    remove: 'firstPauseMs * 2 ** (attempts - 1)',
    replacement: 'firstPauseMs',
    test: { path: 'libs/notifications/src/domain/retry-schedule.spec.ts', name: 'doubles from five seconds up to a quarter of an hour' },
  },
  {
    name: 'attempts end after four days',
    protects: 'What can never be sent is tried for ever.',
    file: 'libs/notifications/src/domain/retry-schedule.ts',
    remove: 'if (ageSeconds >= patienceSeconds) {',
    replacement: 'if (false) {',
    test: { path: 'libs/notifications/src/domain/retry-schedule.spec.ts', name: 'has no end within four days, and there is none after them' },
  },
  {
    name: 'a stop waits for what is being sent to customers',
    protects: 'Every stop leaves e-mails that are out and not recorded.',
    file: 'libs/notifications/src/delivery-retries.ts',
    remove: 'const patienceMs = 4000;',
    replacement: 'const patienceMs = 0;',
    test: { path: 'libs/notifications/src/delivery-retries.spec.ts', name: 'waits for what is being sent, and takes on nothing more' },
  },
];
