import { Guard } from '../guard';

const path = 'libs/webhooks/src/webhooks.module.int-spec.ts';
const webhooksSpec = 'libs/webhooks/src/mongo/mongo-webhook.repository.int-spec.ts';
const clientSpec = 'libs/webhooks/src/client/http-webhook-client.spec.ts';
const sending = 'libs/webhooks/src/use-cases/send-webhook.ts';
const client = 'libs/webhooks/src/client/http-webhook-client.ts';
const webhooks = 'libs/webhooks/src/mongo/mongo-webhook.repository.ts';
const secrets = 'libs/webhooks/src/signing/standard-webhook-secrets.ts';

/** Of what other people's programs are told. */
export const webhookGuards: readonly Guard[] = [
  {
    name: 'webhooks: what is on record is acknowledged only then',
    protects: 'An event is forgotten although no webhook is on record for it.',
    file: 'apps/order-processor/src/events.consumer.ts',
    remove: 'await Promise.all([this.notifyCustomer.execute(event), this.notifySubscribers.record(event)]);',
    replacement: 'await this.notifyCustomer.execute(event);\n      void this.notifySubscribers.record(event).catch(() => undefined);',
    test: { path: 'apps/order-processor/src/events.consumer.spec.ts', name: 'keeps an event for which the webhooks are not on record' },
  },
  {
    name: 'webhooks: tried again',
    protects: 'What a webhook did not take is lost.',
    file: sending,
    remove: 'const pauseMs = status === gone ? undefined : pauseAfter(claim, Math.random());',
    replacement: 'const pauseMs = status === gone || claim ? undefined : pauseAfter(claim, Math.random());',
    test: { path, name: 'but answers 500 is tried again' },
  },
  {
    name: 'webhooks: only 2xx is a success',
    protects: 'What was redirected, or not understood, counts as delivered.',
    file: sending,
    remove: 'return status >= 200 && status < 300;',
    replacement: 'return status >= 200 && status < 500;',
    test: { path, name: 'but answers 302 is tried again' },
  },
  {
    name: 'webhooks: given up after a day',
    protects: 'An event is sent for ever to who never takes it.',
    file: 'libs/webhooks/src/domain/retry-schedule.ts',
    remove: 'if (ageSeconds >= patienceSeconds) {',
    replacement: 'if (ageSeconds >= patienceSeconds * 1e6) {',
    test: { path, name: 'for a day is given up for this event' },
  },
  {
    name: 'webhooks: disabled after five days',
    protects: 'A webhook that is abandoned is called for ever.',
    file: 'libs/webhooks/src/domain/webhook.ts',
    remove: '>= patienceDays * 86_400_000',
    replacement: '>= patienceDays * 86_400_000 * 1e6',
    test: { path, name: 'for five days is disabled' },
  },
  {
    name: 'webhooks: an outage of ours is not theirs',
    protects: 'While the database is slow webhooks are given up, and disabled at last.',
    file: 'libs/webhooks/src/use-cases/send-webhook.ts',
    remove: "(error instanceof DomainError && error.kind === 'unavailable')",
    replacement: "(error instanceof DomainError && error.kind === 'conflict')",
    test: { path, name: 'is not blamed for orders that take too long to be read' },
  },
  {
    name: 'webhooks: not disabled for failures that are over',
    protects: 'A webhook that works again is disabled.',
    file: webhooks,
    remove: "...(because === 'failing' && { failingSince: failingSince ?? null })",
    replacement: "...(because === 'owner' && { failingSince: failingSince ?? null })",
    test: { path: webhooksSpec, name: 'does not disable it for failures that are over' },
  },
  {
    name: 'webhooks: orders of their owner only',
    protects: 'A customer is told of the orders of others.',
    file: webhooks,
    remove: "(scope === 'all' || ownerId === userId) && events.includes(type)",
    replacement: "(scope === 'all' || ownerId !== userId || true) && events.includes(type)",
    test: { path: webhooksSpec, name: 'tells each of many who ask at the same moment of their own' },
  },
  {
    name: "webhooks: everybody's orders for administrators",
    protects: "A customer registers a webhook for everybody's orders.",
    file: 'libs/webhooks/src/use-cases/register-webhook.ts',
    remove: "if (scope === 'all' && owner.role !== 'admin') {",
    replacement: "if (scope === 'all' && owner.role === 'nobody') {",
    test: { path, name: 'of anybody goes to an administrator' },
  },
  {
    name: 'webhooks: owners are looked up each time',
    protects: 'Who was disabled, or is no administrator any more, is still told of orders.',
    file: sending,
    remove: '|| !(await this.source.mayBeTold(webhook))',
    replacement: '|| (await this.source.mayBeTold(webhook)) === undefined',
    test: { path, name: 'is not sent when the owner may not be told any more' },
  },
  {
    name: 'webhooks: ten of an owner',
    protects: 'One user registers webhooks without end, and each order is sent to all of them.',
    file: webhooks,
    remove: 'if (count > most) {',
    replacement: 'if (count < 0) {',
    test: { path: webhooksSpec, name: 'keeps at most so many of one owner, however many are added at once' },
  },
  {
    name: 'webhooks: addresses are checked when they are registered',
    protects: 'A webhook is registered for an address inside.',
    file: client,
    remove: 'if ((await this.allowedAddresses(url)).length === 0) {',
    replacement: 'if ((await this.allowedAddresses(url)).length < 0) {',
    test: { path: clientSpec, name: 'refuses https://127.0.0.1/' },
  },
  {
    name: 'webhooks: names are checked when a connection is made',
    protects: 'A name that led outside when it was registered leads inside when it is called (DNS rebinding).',
    file: client,
    remove: 'lookup: onlyTo(addresses),',
    replacement: 'lookup: undefined,',
    test: { path: clientSpec, name: 'connects to the addresses that it looked at' },
  },
  {
    name: 'webhooks: addresses are checked when they are called',
    protects: 'An address that an operator no longer allows is called all the same.',
    file: client,
    remove: 'if (addresses.length === 0) {',
    replacement: 'if (addresses.length < 0) {',
    test: { path: clientSpec, name: 'never connects to http://127.0.0.1' },
  },
  {
    name: 'webhooks: every address of a name',
    protects: 'A name with an address outside and one inside gets through.',
    file: client,
    remove: 'found.every(({ address }) =>',
    replacement: 'found.some(({ address }) =>',
    test: { path: clientSpec, name: 'never connects to a name of which one address is inside' },
  },
  {
    name: 'webhooks: unencrypted only where it is allowed',
    protects: 'Orders travel through the internet for everybody to read.',
    file: 'libs/webhooks/src/client/address-rules.ts',
    remove: '(isEncrypted && isPublic(parsed))',
    replacement: 'isPublic(parsed) || (isEncrypted && !isEncrypted)',
    test: { path: 'libs/webhooks/src/client/address-rules.spec.ts', name: 'is 93.184.216.34, encrypted only' },
  },
  {
    name: 'webhooks: secrets are sealed',
    protects: 'Whoever has a copy of the database signs in our name.',
    file: secrets,
    remove: 'return { secret, sealed: this.current.seal(secret) };',
    replacement: 'return { secret, sealed: `${this.keyId}.${secret}` };',
    test: { path: 'libs/webhooks/src/signing/standard-webhook-secrets.spec.ts', name: 'cannot be read where it is kept' },
  },
  {
    name: 'webhooks: secrets outlive a change of keys',
    protects: 'A change of JWT_SECRET makes every webhook unreadable.',
    file: secrets,
    remove: 'JWT_SECRET_PREVIOUS ? [this.current, new Sealing(JWT_SECRET_PREVIOUS)] : [this.current]',
    replacement: 'JWT_SECRET_PREVIOUS ? [this.current] : [this.current]',
    test: { path: 'libs/webhooks/src/signing/standard-webhook-secrets.spec.ts', name: 'signs with what was sealed under the key of before' },
  },
];
