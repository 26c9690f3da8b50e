import { Guard } from '../guard';

const screen = 'apps/order-processor/src/screen-orders.ts';
const screenSpec = 'apps/order-processor/src/screen-orders.spec.ts';
const allocate = 'apps/order-processor/src/allocate-stock.ts';
const allocateSpec = 'apps/order-processor/src/allocate-stock.spec.ts';
const place = 'libs/orders/src/use-cases/place-order.ts';
const placeSpec = 'libs/orders/src/use-cases/place-order.spec.ts';

/** A mistake in a shop's own rule costs time, never an order or its stock. */
export const extensionGuards: readonly Guard[] = [
  {
    name: 'an error of a screening refuses nobody',
    protects: 'Customers are refused because a fraud service has a bad minute.',
    file: screen,
    remove: 'failures.set(order.id, error instanceof Error ? error : new Error(String(error)));',
    replacement: 'refusals.set(order.id, { reason: String(error) });',
    test: { path: screenSpec, name: 'says of an order whose rule failed why, and refuses it not' },
  },
  {
    name: 'a screening has a time limit',
    protects: 'A fraud service that does not answer stops all decisions.',
    file: screen,
    remove: 'within(patienceMs, this.refusalOf(order)',
    replacement: 'within(1e9, this.refusalOf(order)',
    test: { path: screenSpec, name: 'waits ten seconds for a rule that does not answer, and counts it as one that is away' },
  },
  {
    name: 'a screening gets a copy',
    protects: 'What a rule does to its order is what the next one sees.',
    file: screen,
    remove: 'screening.screen(structuredClone(order))',
    replacement: 'screening.screen(order)',
    test: { path: screenSpec, name: 'shows each rule the order as it is, whatever the one before did to its own' },
  },
  {
    name: 'what could not be screened is not decided',
    protects: 'An order is confirmed though nobody could say whether it may be.',
    file: 'apps/order-processor/src/decide-orders.ts',
    remove: 'pending.filter(({ id }) => !failures.has(id))',
    replacement: 'pending',
    test: { path: 'apps/order-processor/src/decide-orders.int-spec.ts', name: 'leaves an order pending that a rule could not be asked about, and decides the others' },
  },
  {
    name: 'an allocation strategy gets requests of its own',
    protects: 'A strategy that changes what it is given has another quantity reserved than was ordered.',
    file: allocate,
    remove: 'this.strategy.allocate(orders.map(allocationRequestOf), levels)',
    replacement: 'this.strategy.allocate(requests, levels)',
    test: { path: allocateSpec, name: 'does not change what is reserved by changing what it was asked' },
  },
  {
    name: 'a shortage is of a line',
    protects: 'Customers are told of shortages that are none.',
    file: allocate,
    remove: 'return isAsked && Number',
    replacement: 'return Number',
    test: { path: allocateSpec, name: 'that names a shortage of another quantity than was asked for decides nothing' },
  },
  {
    name: 'prices of a policy are looked at',
    protects: 'A bug in a pricing policy sells for nothing, or pays customers.',
    file: place,
    remove: '!unitPrices.every((price) => Number.isSafeInteger(price) && price >= 0)',
    replacement: 'unitPrices.length < 0',
    test: { path: placeSpec, name: 'that names less than nothing costs an answer, and no order is taken' },
  },
  {
    name: 'a pricing policy gets copies',
    protects: 'A policy that changes what it is given changes the catalogue that others are served from.',
    file: place,
    remove: 'lines: lines.map(copyOf) }',
    replacement: 'lines }',
    test: { path: placeSpec, name: 'that changes its lines changes neither the order nor the catalogue' },
  },
  {
    name: 'a shortage is one',
    protects: 'A customer is told that 5 are there of what was refused for want of 3.',
    file: allocate,
    remove: '0 <= available && available < requested;',
    replacement: '0 <= available && requested > 0;',
    test: { path: allocateSpec, name: 'though no less is available than was asked for' },
  },
  {
    name: 'a channel that does not answer holds up no other',
    protects: "A text-message provider hangs, and no e-mail goes out.",
    file: 'libs/notifications/src/use-cases/send-notification.ts',
    remove: 'full.map(({ name }) => name)',
    replacement: 'full.map(({ name }) => `not ${name}`)',
    test: { path: 'libs/notifications/src/delivery-retries.spec.ts', name: 'goes on with one channel while another does not answer' },
  },
  {
    name: 'a channel has a time limit',
    protects: 'A message is in the hands of a process that never hears of it again, until that is restarted.',
    file: 'libs/notifications/src/use-cases/send-notification.ts',
    remove: 'await within(notAfter - performance.now(), delivered, () => channelTooSlow(channel.name));',
    replacement: 'await within(1e9, delivered, () => channelTooSlow(channel.name));',
    test: { path: 'libs/notifications/src/delivery-retries.spec.ts', name: 'goes on with one channel while another does not answer' },
  },
];
