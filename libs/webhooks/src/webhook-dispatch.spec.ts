import { Logger } from '@nestjs/common';
import { WebhookClaim } from './domain/webhook-delivery';
import { WebhookDeliveryRepository } from './ports/webhook-delivery.repository';
import { SendWebhook } from './use-cases/send-webhook';
import { WebhookDispatch } from './webhook-dispatch';

const longerThanALook = 1500;

/** What is due, by the webhook that it is for. */
let due: string[];
let begun: string[];
let release: Map<string, () => void>;
let isAway: boolean;
let looking: Promise<void> | undefined;
let dispatch: WebhookDispatch;

beforeEach(() => {
  Logger.overrideLogger(false);
  jest.useFakeTimers();
  jest.spyOn(Math, 'random').mockReturnValue(0.5);
  due = [];
  begun = [];
  release = new Map();
  isAway = false;
  looking = undefined;
  const deliveries = { dueWebhookAfter, claimNext } as unknown as WebhookDeliveryRepository;
  dispatch = new WebhookDispatch(deliveries, { attempt } as unknown as SendWebhook);
  dispatch.onApplicationBootstrap();
});
afterEach(async () => {
  dispatch.onModuleDestroy();
  release.forEach((end) => end());
  await dispatch.beforeApplicationShutdown();
  jest.useRealTimers();
  jest.restoreAllMocks();
});

describe('dispatching webhooks', () => {
  it('begins at once what was recorded here', async () => {
    await tell('a');
    expect(begun).toEqual(['a']);
  });

  it('begins a little later what others recorded', async () => {
    due.push('a');
    await jest.advanceTimersByTimeAsync(longerThanALook);
    expect(begun).toEqual(['a']);
  });

  it('sends to one webhook one event after the other', async () => {
    await tell('a');
    due.push('a');
    release.get('a 0')?.();
    await jest.advanceTimersByTimeAsync(0);
    expect(begun).toEqual(['a', 'a']);
  });

  it('has eight of one webhook in hand at most', async () => {
    await tell(...Array(12).fill('slow'), 'quick');
    expect(begun.filter((id) => id === 'slow')).toHaveLength(8);
    expect(begun).toContain('quick');
  });

  it('lends more hands to a webhook for which others recorded much', async () => {
    due.push(...Array(12).fill('busy'));
    await jest.advanceTimersByTimeAsync(longerThanALook);
    for (let number = 0; number < 4; number += 1) {
      release.get(`busy ${number}`)?.();
      await jest.advanceTimersByTimeAsync(0);
    }
    expect(begun.length - 4).toBeGreaterThan(2);
  });

  it('leaves for a moment a webhook that does not take what it is sent', async () => {
    due.push('refuses', 'refuses');
    await jest.advanceTimersByTimeAsync(longerThanALook);
    expect(begun).toHaveLength(1);
    await jest.advanceTimersByTimeAsync(longerThanALook);
    expect(begun).toHaveLength(2);
  });

  it('has sixty-four in hand at most, and then gives every webhook its turn', async () => {
    const webhookIds = Array.from({ length: 70 }, (_, index) => `webhook ${String(index).padStart(2, '0')}`);
    due.push(...webhookIds, ...webhookIds);
    await jest.advanceTimersByTimeAsync(longerThanALook);
    expect(begun).toEqual(webhookIds.slice(0, 64));
    for (const id of webhookIds.slice(0, 10)) {
      release.get(`${id} 0`)?.();
      await jest.advanceTimersByTimeAsync(0);
    }
    expect(begun.slice(64, 70)).toEqual(webhookIds.slice(64));
    expect(begun.slice(70)).toEqual(webhookIds.slice(0, 4));
  });

  it('goes on after the database was away, or an attempt failed with it', async () => {
    isAway = true;
    await tell('a');
    await jest.advanceTimersByTimeAsync(longerThanALook);
    expect(begun).toEqual([]);
    isAway = false;
    due.push('fails');
    await jest.advanceTimersByTimeAsync(longerThanALook);
    expect(begun).toEqual(['a', 'fails']);
    await tell('b');
    expect(begun).toEqual(['a', 'fails', 'b']);
  });

  it('waits also for what it was just looking for', async () => {
    let found: () => void = () => undefined;
    looking = new Promise((resolve) => (found = resolve));
    await tell('a');
    dispatch.onModuleDestroy();
    let hasStopped = false;
    void dispatch.beforeApplicationShutdown().then(() => (hasStopped = true));
    found();
    await jest.advanceTimersByTimeAsync(0);
    expect([begun, hasStopped]).toEqual([['a'], false]);
    release.get('a 0')?.();
    await jest.advanceTimersByTimeAsync(0);
    expect(hasStopped).toBe(true);
  });

  it('begins nothing once it is to stop, and waits a moment for what is under way', async () => {
    await tell('a');
    dispatch.onModuleDestroy();
    let hasStopped = false;
    void dispatch.beforeApplicationShutdown().then(() => (hasStopped = true));
    await tell('b');
    await jest.advanceTimersByTimeAsync(longerThanALook);
    expect([begun, hasStopped]).toEqual([['a'], false]);
    await jest.advanceTimersByTimeAsync(2 * longerThanALook);
    expect(hasStopped).toBe(true);
    expect(jest.getTimerCount()).toBe(0);
  });
});

async function tell(...webhookIds: string[]): Promise<void> {
  due.push(...webhookIds);
  dispatch.ring(webhookIds);
  await jest.advanceTimersByTimeAsync(0);
}

async function dueWebhookAfter(webhookId: string): Promise<string | undefined> {
  if (isAway) {
    throw new Error('no primary');
  }
  return due.toSorted().find((id) => id > webhookId);
}

async function claimNext(webhookId: string): Promise<WebhookClaim | undefined> {
  if (isAway) {
    throw new Error('no primary');
  }
  await looking;
  const place = due.indexOf(webhookId);
  return place < 0 ? undefined : ({ delivery: { webhookId: due.splice(place, 1)[0] } } as WebhookClaim);
}

function attempt({ delivery: { webhookId } }: WebhookClaim): Promise<boolean> {
  const number = begun.filter((id) => id === webhookId).length;
  begun.push(webhookId);
  if (webhookId === 'fails') {
    return Promise.reject(new Error('no primary'));
  }
  return webhookId === 'refuses' ? Promise.resolve(false) : new Promise((resolve) => release.set(`${webhookId} ${number}`, () => resolve(true)));
}
