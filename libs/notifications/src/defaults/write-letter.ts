import { formatMoney } from '@app/contracts';
import { Notification, OrderedItem, OrderNotification, OrderSummary, RejectedLine } from '../domain/notification';
import { greetingTo } from './greeting';
import { Letter, LetterLine } from './letter';
import { unlinked } from './unlinked';
import { writeAccountLetter } from './write-account-letter';

const dates = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' });

/** Puts a notification into words. */
export function writeLetter(notification: Notification): Letter {
  const { paragraphs, ...letter } = 'order' in notification ? writeOrderLetter(notification) : writeAccountLetter(notification);
  return { ...letter, paragraphs: [greetingTo(notification.recipient), ...paragraphs] };
}

function writeOrderLetter({ kind, order }: OrderNotification): Letter {
  return { ...letters[kind](order), closing: `Order ${order.id}, placed on ${dateOf(order)}.` };
}

const letters: Record<OrderNotification['kind'], (order: OrderSummary) => Omit<Letter, 'closing'>> = {
  order_confirmed: (order) => ({
    subject: `Your order ${order.id} is confirmed`,
    heading: 'Your order is confirmed',
    paragraphs: ['Thank you for your order. Everything in it is reserved for you.'],
    lines: itemsOf(order),
    total: totalOf(order),
  }),
  order_rejected: (order) => ({
    subject: `We could not accept your order ${order.id}`,
    heading: 'We could not accept your order',
    paragraphs: [
      'We are sorry. Nothing of it is on its way to you.',
      ...(order.rejection?.length ? ['This is what stood in the way:'] : []),
      ...(order.refusalReason ? [`Reason: ${unlinked(order.refusalReason)}`] : []),
    ],
    lines: (order.rejection ?? []).map(rejectedLine),
  }),
  order_cancelled: (order) => ({
    subject: `Your order ${order.id} is cancelled`,
    heading: 'Your order is cancelled',
    paragraphs: [
      'Nothing of it is on its way to you.',
      ...(order.cancellationReason ? [`Reason: ${unlinked(order.cancellationReason)}`] : []),
    ],
    lines: itemsOf(order),
    total: totalOf(order),
  }),
};

function itemsOf({ items, currency }: OrderSummary): LetterLine[] {
  return items.map(({ sku, name, quantity, unitPrice, lineTotal }: OrderedItem) => ({
    title: name,
    note: `${quantity} × ${formatMoney({ amount: unitPrice, currency })} (${sku})`,
    amount: formatMoney({ amount: lineTotal, currency }),
  }));
}

function totalOf({ total, currency }: OrderSummary): string {
  return formatMoney({ amount: total, currency });
}

function rejectedLine({ sku, name, reason, requested, available }: RejectedLine): LetterLine {
  const cause = reason === 'insufficient_stock' ? 'Not enough in stock' : sentenceOf(reason);
  return { title: name ?? sku, note: `${cause}: you asked for ${requested}, ${available} available (${sku})` };
}

/** A code such as `too_many_orders` as words. */
function sentenceOf(code: string): string {
  const words = code.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function dateOf({ placedAt }: OrderSummary): string {
  return `${dates.format(placedAt)} UTC`;
}
