import { randomUUID } from 'node:crypto';
import { v7 as newId } from 'uuid';
import { Webhook } from '../src/domain/webhook';

/** An enabled webhook of somebody of its own, for confirmed and cancelled orders, with a part of it replaced: `aWebhook({ ownerId: 'ann' })`. */
export function aWebhook(changes: Partial<Webhook> = {}): Webhook {
  return {
    id: newId(),
    ownerId: randomUUID(),
    scope: 'own',
    url: 'https://shop.example/hooks',
    events: ['order.confirmed', 'order.cancelled'],
    description: null,
    secrets: [{ sealed: 'key-1.secret' }],
    createdAt: new Date('2026-01-31T09:30:00.000Z'),
    ...changes,
  };
}
