import { randomInt } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { inParallel } from './in-parallel';
import { Refused } from './refused';
import { Rig } from './rig';
import { Server } from './server';
import { System } from './systems/system';

const PATIENCE_MS = 300_000;
const AT_ONCE = 32;

/** Which orders to place: of one unit of each of so many SKUs drawn at random. */
export interface OrderKind {
  readonly skus: readonly string[];
  readonly lines: number;
}

/**
 * Places one order and resolves to its id as the system shows it.
 *
 * @throws Refused when it is not taken.
 */
export async function placeOrder({ url }: Server, token: string, { skus, lines }: OrderKind): Promise<string> {
  const first = randomInt(skus.length);
  const items = Array.from({ length: lines }, (_, i) => ({ sku: skus[(first + i) % skus.length], quantity: 1 }));
  const answer = await fetch(`${url}/api/orders`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ items }),
  });
  if (answer.status !== 201) {
    throw new Refused(`an order was answered with ${answer.status}: ${await answer.text()}`);
  }
  const { id, _id } = (await answer.json()) as { id?: string; _id?: string };
  return id ?? _id ?? '';
}

/** Places so many orders, many at a time, on an API process that runs only for that; resolves once all are on the queue. */
export async function placeBacklog(system: System, count: number, kind: OrderKind): Promise<void> {
  const api = await system.startApi();
  await placeMany(system, api, count, kind);
  await until(() => system.areQueued(count), 'all orders are on the queue');
  await api.stop();
}

export async function placeMany(system: System, api: Server, count: number, kind: OrderKind): Promise<void> {
  const token = await system.logIn(api);
  await inParallel(Array.from({ length: count }), AT_ONCE, () => placeOrder(api, token, kind));
}

/** Waits until every order is decided and nothing is left on any of the system's queues. */
export async function untilAllIsDone(rig: Rig, system: System): Promise<void> {
  await until(async () => (await system.orders.findOne({ status: 'PENDING' })) === null, 'all orders are decided');
  const isEmpty = async (queue: string) => (await rig.queues.count(queue)) === 0;
  for (const queue of system.queues) {
    await until(() => isEmpty(queue), `${queue} is empty`);
  }
}

/** @throws Refused when it does not come about within five minutes. */
export async function until(holds: () => Promise<boolean>, what: string, betweenLooksMs = 50): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  while (!(await holds())) {
    if (Date.now() > deadline) {
      throw new Refused(`waited ${PATIENCE_MS / 1000} s in vain until ${what}`);
    }
    await pause(betweenLooksMs);
  }
}
