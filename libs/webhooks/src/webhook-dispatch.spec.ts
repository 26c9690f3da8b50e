import { Logger } from '@nestjs/common';
import { WebhookClaim } from './domain/webhook-delivery';
import { SendWebhook } from './use-cases/send-webhook';
import { WebhookDispatch } from './webhook-dispatch';

const longerThanALook = 2000;

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
  due = [];
  begun = [];
  release = new Map();
  isAway = false;
  looking = undefined;
  dispatch = new WebhookDispatch({ claimNext, attempt } as unknown as SendWebhook);
  dispatch.onApplicationBootstrap();
});
afterEach(async () => {
  dispatch.onModuleDestroy();
  release.forEach((end) => end());
  await dispatch.beforeApplicationShutdown();
  jest.useRealTimers();
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

  it('has four of one webhook in hand at most, and goes on as each ends', async () => {
    await tell(...Array(6).fill('slow'), 'quick');
    expect(begun.sort()).toEqual(['quick', 'slow', 'slow', 'slow', 'slow']);
    release.get('slow 0')?.();
    await jest.advanceTimersByTimeAsync(0);
    expect(begun.filter((id) => id === 'slow')).toHaveLength(5);
  });

  it('has thirty-two in hand at most', async () => {
    await tell(...Array.from({ length: 40 }, (_, index) => `webhook ${index}`));
    expect(begun).toHaveLength(32);
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
  dispatch.ring();
  await jest.advanceTimersByTimeAsync(0);
}

async function claimNext(busy: readonly string[]): Promise<WebhookClaim | undefined> {
  if (isAway) {
    throw new Error('no primary');
  }
  await looking;
  const place = due.findIndex((id) => !busy.includes(id));
  const [webhookId] = place < 0 ? [] : due.splice(place, 1);
  return webhookId ? ({ delivery: { webhookId } } as WebhookClaim) : undefined;
}

function attempt({ delivery: { webhookId } }: WebhookClaim): Promise<void> {
  const number = begun.filter((id) => id === webhookId).length;
  begun.push(webhookId);
  if (webhookId === 'fails') {
    return Promise.reject(new Error('no primary'));
  }
  return new Promise((resolve) => release.set(`${webhookId} ${number}`, resolve));
}
