import { randomUUID } from 'node:crypto';
import { anEvent } from '../../test/an-event';
import { Attempt, Verdict, WebhookClaim, WebhookDelivery, webhookEventOf } from '../domain/webhook-delivery';
import { WebhookDeliveryRepository } from './webhook-delivery.repository';

export interface WebhookDeliveryRepositorySubject {
  /** Nothing in it is due when a test begins. */
  readonly deliveries: WebhookDeliveryRepository;
  /** Lets the lease or the pause of a delivery run out some seconds ago. */
  makeDue(deliveryId: string, secondsAgo?: number): Promise<void>;
  /** Makes it so long ago that a delivery was put on its way. */
  makeOlder(deliveryId: string, seconds: number): Promise<void>;
}

const hour = 3_600_000;
const anHourLater: Verdict = { state: 'waiting', pauseMs: hour };
const refused: Attempt = { at: new Date('2026-01-31T09:30:01.000Z'), milliseconds: 12, status: 503 };
const unanswered: Attempt = { at: new Date('2026-01-31T09:30:06.000Z'), milliseconds: 10_000, error: '$leaseToken' };
const taken: Attempt = { at: new Date('2026-01-31T09:30:16.000Z'), milliseconds: 9, status: 204 };

/** What every `WebhookDeliveryRepository` has to keep; run it against yours. */
export function describeWebhookDeliveryRepository(name: string, subject: () => WebhookDeliveryRepositorySubject): void {
  const record = (webhookIds: string[], version = 2) => subject().deliveries.record(webhookEventOf(anEvent(version)), webhookIds);
  const after = (webhookId: string) => subject().deliveries.dueWebhookAfter(webhookId);
  const claimNext = async () => {
    const webhookId = await after('');
    return webhookId === undefined ? undefined : subject().deliveries.claimNext(webhookId);
  };
  const note = (claim: WebhookClaim, attempt: Attempt, verdict: Verdict) => subject().deliveries.recordAttempt(claim, attempt, verdict);
  const redeliver = (webhookId: string, ids: string[] | 'failed') => subject().deliveries.redeliver(webhookId, ids);
  const makeDue = ({ id }: WebhookDelivery, secondsAgo = 1) => subject().makeDue(id, secondsAgo);

  async function of(webhookId: string): Promise<readonly WebhookDelivery[]> {
    return (await subject().deliveries.page({ webhookId, limit: 100 })).data;
  }

  async function claimed(): Promise<WebhookClaim> {
    const claim = await claimNext();
    if (!claim) {
      throw new Error('No delivery was given out.');
    }
    return claim;
  }

  /** An event on its way to a webhook of its own, in our hands. */
  async function begun(webhookId = randomUUID(), version = 2): Promise<WebhookClaim> {
    await record([webhookId], version);
    return claimed();
  }

  async function settled(state: 'delivered' | 'failed', webhookId = randomUUID(), version = 2): Promise<WebhookDelivery> {
    const claim = await begun(webhookId, version);
    await note(claim, state === 'delivered' ? taken : refused, { state });
    return claim.delivery;
  }

  describe(`${name} as a WebhookDeliveryRepository, given an event`, () => {
    it('puts it on its way to each webhook, due at once', async () => {
      const [one, two] = [randomUUID(), randomUUID()];
      await record([one, two]);
      const [first, second] = [await claimed(), await claimed()];
      expect([first, second].map(({ delivery }) => delivery.webhookId).sort()).toEqual([one, two].sort());
      const { id, webhookId } = first.delivery;
      const dates = { createdAt: expect.any(Date) as Date, dueAt: expect.any(Date) as Date };
      const delivery = { ...webhookEventOf(anEvent()), id, webhookId, state: 'sending', attempts: [], ...dates };
      expect(first).toEqual({ delivery, token: expect.any(String), tries: 1, ageSeconds: expect.any(Number) });
      expect(await of(webhookId)).toEqual([delivery]);
      await expect(claimNext()).resolves.toBeUndefined();
    });

    it('puts it on its way once, however often it is given at the same moment', async () => {
      const webhookIds = [randomUUID(), randomUUID()];
      await Promise.all(Array.from({ length: 10 }, () => record(webhookIds)));
      await Promise.all([2, 3].map((version) => record(webhookIds, version)));
      expect((await Promise.all(webhookIds.map(of))).map(({ length }) => length)).toEqual([2, 2]);
    });

    it('leaves what is on record as it is: in hand, waiting, delivered or failed', async () => {
      const webhookId = randomUUID();
      const [inHand, waiting] = [await begun(webhookId, 2), await begun(webhookId, 3)];
      await note(waiting, unanswered, anHourLater);
      await settled('delivered', webhookId, 4);
      await settled('failed', webhookId, 5);
      const before = await of(webhookId);
      for (const version of [2, 3, 4, 5]) {
        await subject().deliveries.record({ ...webhookEventOf(anEvent(version)), type: 'order.rejected', seq: 99 }, [webhookId]);
      }
      expect(await of(webhookId)).toEqual(before);
      await expect(claimNext()).resolves.toBeUndefined();
      await note(inHand, taken, { state: 'delivered' });
      expect((await of(webhookId)).at(-1)).toMatchObject({ id: inHand.delivery.id, state: 'delivered' });
    });
  });

  describe(`${name} as a WebhookDeliveryRepository, asked for what is due`, () => {
    it('gives each delivery to one of many senders', async () => {
      const webhookId = randomUUID();
      await Promise.all([2, 3, 4, 5, 6].map((version) => record([webhookId], version)));
      const claims = await Promise.all(Array.from({ length: 20 }, () => claimNext()));
      const ids = claims.flatMap((claim) => (claim ? [claim.delivery.id] : []));
      expect(ids.sort()).toEqual((await of(webhookId)).map(({ id }) => id).sort());
    });

    it('begins with what has been due for longest', async () => {
      const webhookId = randomUUID();
      await Promise.all([2, 3, 4].map((version) => record([webhookId], version)));
      const [newest, second, oldest] = await of(webhookId);
      await Promise.all([newest && makeDue(newest, 20), oldest && makeDue(oldest, 10), second && makeDue(second, 30)]);
      const given = [await claimed(), await claimed(), await claimed()];
      expect(given.map(({ delivery }) => delivery.id)).toEqual([second?.id, newest?.id, oldest?.id]);
    });

    it('gives what is due for the webhook that is named, and nothing of another', async () => {
      const [one, two, three] = [randomUUID(), randomUUID(), randomUUID()];
      await record([one, two]);
      const claims = await Promise.all([one, two, three, two].map((webhookId) => subject().deliveries.claimNext(webhookId)));
      expect(claims.flatMap((claim) => claim?.delivery.webhookId ?? []).sort()).toEqual([one, two].sort());
    });

    it('names the webhooks for which something is due, one after the other, each once', async () => {
      const webhookIds = Array.from({ length: 4 }, () => randomUUID()).sort();
      await record(webhookIds, 2);
      await record(webhookIds, 3);
      const [, withoutAny = ''] = webhookIds;
      for (const version of [2, 3]) {
        const claim = await subject().deliveries.claimNext(withoutAny);
        await (claim && note(claim, version === 2 ? taken : refused, version === 2 ? { state: 'delivered' } : anHourLater));
      }
      const named: string[] = [];
      for (let id = await after(''); id !== undefined; id = await after(id)) {
        named.push(id);
      }
      expect(named.sort()).toEqual(webhookIds.filter((id) => id !== withoutAny));
    });

    it('says how often it was tried and how old it is since it was put on its way', async () => {
      const { delivery } = await begun();
      await subject().makeOlder(delivery.id, 48 * 3600);
      await makeDue(delivery);
      const claim = await claimed();
      expect([claim.tries, Math.round(claim.ageSeconds / 3600)]).toEqual([2, 48]);
      await note(claim, refused, { state: 'failed' });
      await redeliver(delivery.webhookId, 'failed');
      const again = await claimed();
      expect([again.tries, Math.round(again.ageSeconds / 3600)]).toEqual([1, 0]);
    });
  });

  describe(`${name} as a WebhookDeliveryRepository, told of a try`, () => {
    it('gives the delivery to nobody before its pause is over, then to one', async () => {
      const claim = await begun();
      await note(claim, unanswered, anHourLater);
      const [waiting] = await of(claim.delivery.webhookId);
      expect(waiting).toEqual({ ...claim.delivery, state: 'waiting', attempts: [unanswered], dueAt: expect.any(Date) });
      expect(Math.round((Number(waiting?.dueAt) - Number(waiting?.createdAt)) / hour)).toBe(1);
      await expect(claimNext()).resolves.toBeUndefined();
      await makeDue(claim.delivery);
      expect(await claimed()).toMatchObject({ tries: 2, delivery: { id: claim.delivery.id, attempts: [unanswered] } });
      await expect(claimNext()).resolves.toBeUndefined();
    });

    it.each(['delivered', 'failed'] as const)('never gives out again by itself what is %s', async (state) => {
      const claim = await begun();
      await note(claim, taken, { state });
      await makeDue(claim.delivery);
      await expect(claimNext()).resolves.toBeUndefined();
      const { dueAt: _none, ...delivery } = claim.delivery;
      expect(await of(delivery.webhookId)).toEqual([{ ...delivery, state, attempts: [taken] }]);
    });

    it('keeps the last twenty tries, the oldest first', async () => {
      const { delivery } = await begun();
      for (let n = 1; n <= 22; n += 1) {
        await makeDue(delivery);
        await note(await claimed(), { ...unanswered, error: `try ${n}` }, anHourLater);
      }
      const [{ attempts } = delivery] = await of(delivery.webhookId);
      expect(attempts.map(({ error }) => error)).toEqual(Array.from({ length: 20 }, (_, index) => `try ${index + 3}`));
    });

    it.each<Verdict>([{ state: 'delivered' }, { state: 'failed' }, anHourLater])(
      'writes nothing for a sender whose lease has gone to another: %j',
      async (verdict) => {
        const dead = await begun();
        await makeDue(dead.delivery);
        const successor = await claimed();
        const before = await of(dead.delivery.webhookId);
        await note(dead, refused, verdict);
        expect(await of(dead.delivery.webhookId)).toEqual(before);
        await note(successor, taken, { state: 'delivered' });
        await note(dead, refused, verdict);
        expect(await of(dead.delivery.webhookId)).toMatchObject([{ state: 'delivered', attempts: [taken] }]);
      },
    );

    it('listens to a sender that is late as long as nobody else has taken over', async () => {
      const late = await begun();
      await makeDue(late.delivery);
      await note(late, taken, { state: 'delivered' });
      expect(await of(late.delivery.webhookId)).toMatchObject([{ state: 'delivered', attempts: [taken] }]);
      await expect(claimNext()).resolves.toBeUndefined();
    });
  });

  describe(`${name} as a WebhookDeliveryRepository, asked what a webhook was told`, () => {
    const page = (webhookId: string, limit: number, cursor?: string | null) =>
      subject().deliveries.page({ webhookId, limit, ...(cursor && { cursor }) });

    it('lists it page by page, newest first, though more comes meanwhile', async () => {
      const [webhookId, other] = [randomUUID(), randomUUID()];
      for (const version of [2, 3, 4, 5]) {
        await record([webhookId, other], version);
      }
      const first = await page(webhookId, 2);
      await record([webhookId], 6);
      const rest = await page(webhookId, 2, first.nextCursor);
      expect([...first.data, ...rest.data].map(({ seq }) => seq)).toEqual([5, 4, 3, 2]);
      expect([...first.data, ...rest.data].filter((one) => one.webhookId !== webhookId)).toEqual([]);
      expect([first.nextCursor, rest.nextCursor]).toEqual([expect.any(String), null]);
      expect(await page(randomUUID(), 2)).toEqual({ data: [], nextCursor: null });
    });
  });

  describe(`${name} as a WebhookDeliveryRepository, asked to redeliver`, () => {
    /** One in each state, and one that failed of another webhook. */
    async function ofEachState() {
      const webhookId = randomUUID();
      const [delivered, failed] = [await settled('delivered', webhookId, 2), await settled('failed', webhookId, 3)];
      const [sending, waiting] = [await begun(webhookId, 4), await begun(webhookId, 5)];
      await note(waiting, refused, anHourLater);
      const others = await settled('failed');
      return { webhookId, delivered, failed, sending, waiting: waiting.delivery, others };
    }

    it('puts those named on their way again that are delivered or failed, and no others', async () => {
      const { webhookId, delivered, failed, sending, waiting, others } = await ofEachState();
      const named = [delivered, failed, sending.delivery, waiting, others].map(({ id }) => id);
      await expect(redeliver(webhookId, [...named, randomUUID()])).resolves.toBe(2);
      const again = [await claimed(), await claimed()];
      expect(again.map(({ delivery }) => delivery.id).sort()).toEqual([delivered.id, failed.id].sort());
      expect(again.map(({ tries, delivery }) => [tries, delivery.attempts.length])).toEqual([[1, 1], [1, 1]]);
      await expect(claimNext()).resolves.toBeUndefined();
      await note(sending, taken, { state: 'delivered' });
      expect((await of(webhookId)).filter(({ state }) => state === 'delivered')).toMatchObject([{ id: sending.delivery.id }]);
    });

    it('leaves alone those that are not named', async () => {
      const { webhookId, failed } = await ofEachState();
      await expect(redeliver(webhookId, [])).resolves.toBe(0);
      await expect(redeliver(webhookId, [failed.id])).resolves.toBe(1);
      await expect(redeliver(webhookId, [failed.id])).resolves.toBe(0);
      expect((await of(webhookId)).map(({ state }) => state)).toEqual(['waiting', 'sending', 'waiting', 'delivered']);
    });

    it('puts all that failed on their way again, due at once', async () => {
      const { webhookId, failed, others } = await ofEachState();
      await expect(redeliver(webhookId, 'failed')).resolves.toBe(1);
      expect((await claimed()).delivery.id).toBe(failed.id);
      await expect(claimNext()).resolves.toBeUndefined();
      expect(await of(others.webhookId)).toMatchObject([{ state: 'failed' }]);
    });
  });

  describe(`${name} as a WebhookDeliveryRepository, asked to forget a webhook`, () => {
    it('removes all that it was told and has to be told, and nothing of another', async () => {
      const [webhookId, other] = [randomUUID(), randomUUID()];
      await settled('delivered', webhookId, 2);
      const inHand = await begun(webhookId, 3);
      await record([webhookId, other], 4);
      await subject().deliveries.removeAllOf(webhookId);
      expect(await of(webhookId)).toEqual([]);
      await note(inHand, taken, { state: 'delivered' });
      expect(await of(webhookId)).toEqual([]);
      expect((await claimed()).delivery.webhookId).toBe(other);
      await expect(claimNext()).resolves.toBeUndefined();
    });
  });
}
