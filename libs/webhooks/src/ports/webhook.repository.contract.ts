import { randomUUID } from 'node:crypto';
import { aWebhook } from '../../test/a-webhook';
import { SealedSecret, Webhook } from '../domain/webhook';
import { WebhookChange, WebhookRepository } from './webhook.repository';

const noon = new Date('2026-01-31T12:00:00.000Z');
const later = new Date('2026-02-01T12:00:00.000Z');
const plenty = 100;

/** What every `WebhookRepository` has to keep; run it against yours, which is to be empty when a test begins. */
export function describeWebhookRepository(name: string, open: () => WebhookRepository): void {
  async function added(changes: Partial<Webhook> = {}): Promise<Webhook> {
    const webhook = aWebhook(changes);
    await open().add(webhook, plenty);
    return webhook;
  }

  const changed = ({ ownerId, id }: Webhook, change: WebhookChange) => open().change(ownerId, id, change);
  const moved = (webhook: Webhook) => changed(webhook, { url: 'https://moved.example/' });
  const found = ({ id }: Webhook) => open().byId(id);
  const idsOf = (webhooks: readonly Webhook[]) => webhooks.map(({ id }) => id);

  describe(`${name} as a WebhookRepository`, () => {
    it('keeps a webhook as it was given, also where words look like expressions', async () => {
      const secrets = [{ sealed: 'key-2.new' }, { sealed: 'key-1.old', until: noon }];
      const webhook = aWebhook({ scope: 'all', description: '$ownerId', secrets });
      await expect(open().add(webhook, 1)).resolves.toBe(true);
      expect(await open().byId(webhook.id)).toEqual(webhook);
      expect(await open().ofOwner(webhook.ownerId, webhook.id)).toEqual(webhook);
      expect(await open().allOf(webhook.ownerId)).toEqual([webhook]);
    });

    it('keeps at most so many of one owner, and as many of another', async () => {
      const [ann, bob] = [randomUUID(), randomUUID()];
      const [one, two, three] = [aWebhook({ ownerId: ann }), aWebhook({ ownerId: ann }), aWebhook({ ownerId: ann })];
      expect([await open().add(one, 2), await open().add(two, 2), await open().add(three, 2)]).toEqual([true, true, false]);
      expect(await found(three)).toBeUndefined();
      await expect(open().add(aWebhook({ ownerId: bob }), 2)).resolves.toBe(true);
      await open().remove(ann, one.id);
      await expect(open().add(three, 2)).resolves.toBe(true);
    });

    it('keeps at most so many of one owner, however many are added at once, and none of those that it refuses', async () => {
      const ownerId = randomUUID();
      const webhooks = Array.from({ length: 20 }, () => aWebhook({ ownerId }));
      const outcomes = await Promise.all(webhooks.map((webhook) => open().add(webhook, 5)));
      const kept = webhooks.filter((_webhook, index) => outcomes[index]);
      expect(kept.length).toBeLessThanOrEqual(5);
      expect(await open().allOf(ownerId)).toEqual(kept);
      await expect(open().add(aWebhook({ ownerId }), kept.length + 1)).resolves.toBe(true);
    });

    it('lists all of an owner, the oldest first', async () => {
      const ownerId = randomUUID();
      const [first, second, third] = [aWebhook({ ownerId }), aWebhook({ ownerId, createdAt: noon }), aWebhook({ ownerId, createdAt: later })];
      await added();
      for (const webhook of [third, first, second]) {
        await open().add(webhook, plenty);
      }
      expect(await open().allOf(ownerId)).toEqual([first, second, third]);
      expect(await open().allOf(randomUUID())).toEqual([]);
    });

    it('removes a webhook once', async () => {
      const [webhook, other] = [await added({ ownerId: 'ann' }), await added({ ownerId: 'ann' })];
      expect([await open().remove('ann', webhook.id), await open().remove('ann', webhook.id)]).toEqual([true, false]);
      expect(await open().allOf('ann')).toEqual([other]);
    });

    it.each(['not theirs', 'not there'])('neither shows, changes nor removes what is %s', async (which) => {
      const webhook = await added({ ownerId: 'ann' });
      const [ownerId, id] = which === 'not theirs' ? ['bob', webhook.id] : ['ann', aWebhook().id];
      expect(await open().ofOwner(ownerId, id)).toBeUndefined();
      expect(await open().change(ownerId, id, { url: 'https://bob.example/' })).toBeUndefined();
      expect(await open().change(ownerId, id, { url: 'https://bob.example/' }, 'key-1.secret')).toBeUndefined();
      expect(await open().remove(ownerId, id)).toBe(false);
      expect(await found(webhook)).toEqual(webhook);
      expect(await open().byId(aWebhook().id)).toBeUndefined();
    });
  });

  describe(`${name} as a WebhookRepository, changing a webhook`, () => {
    it.each<[WebhookChange, Partial<Webhook>]>([
      [{}, {}],
      [{ url: 'https://moved.example/' }, { url: 'https://moved.example/' }],
      [{ events: ['order.rejected'] }, { events: ['order.rejected'] }],
      [{ description: '$url' }, { description: '$url' }],
      [{ description: null }, { description: null }],
      [{ disabledBecause: 'owner' }, { disabledBecause: 'owner' }],
      [{ secrets: [{ sealed: 'key-1.new' }] }, { secrets: [{ sealed: 'key-1.new' }] }],
    ])('does what it is told, and no more: %j', async (change, difference) => {
      const [webhook, other] = [await added({ ownerId: 'ann', description: 'mine' }), await added({ ownerId: 'ann' })];
      const after = { ...webhook, ...difference };
      expect(await changed(webhook, change)).toEqual(after);
      expect(await open().allOf('ann')).toEqual([after, other]);
    });

    it('enables it again, and forgets its failures', async () => {
      const webhook = await added();
      await open().noteFailure(webhook, noon);
      await expect(open().disable({ ...webhook, failingSince: noon }, 'failing')).resolves.toBe(true);
      expect(await changed(webhook, { disabledBecause: null })).toEqual(webhook);
      expect(await found(webhook)).toEqual(webhook);
    });

    it('goes on counting failures where something else is changed, and forgets those of an address that it leaves', async () => {
      const webhook = await added();
      await open().noteFailure(webhook, noon);
      expect(await changed(webhook, { description: 'slow' })).toMatchObject({ failingSince: noon });
      expect(await moved(webhook)).not.toHaveProperty('failingSince');
    });

    it('takes the place of a secret only as long as it is the current one', async () => {
      const former: SealedSecret = { sealed: 'key-1.former', until: noon };
      const webhook = await added({ secrets: [{ sealed: 'key-1.current' }, former] });
      const replace = (sealed: string, sealedNow: string) =>
        open().change(webhook.ownerId, webhook.id, { secrets: [{ sealed }, { sealed: sealedNow, until: later }] }, sealedNow);
      expect(await replace('key-1.late', 'key-1.former')).toBeUndefined();
      expect(await found(webhook)).toEqual(webhook);
      const replaced = await Promise.all(['key-1.one', 'key-1.two'].map((sealed) => replace(sealed, 'key-1.current')));
      expect(replaced.filter(Boolean)).toEqual([await found(webhook)]);
    });
  });

  describe(`${name} as a WebhookRepository, asked who listens`, () => {
    const listening = async (userId: string, type: 'order.confirmed' | 'order.rejected' = 'order.confirmed') =>
      idsOf(await open().listeningTo({ userId, type })).sort();

    it('knows the enabled ones of the owner that want to be told, and those of everybody\'s orders', async () => {
      const anns = await added({ ownerId: 'ann' });
      const everybodys = await added({ ownerId: 'root', scope: 'all' });
      const other = await added({ ownerId: 'ann', events: ['order.rejected'] });
      await added({ ownerId: 'bob' });
      await changed(await added({ ownerId: 'ann' }), { disabledBecause: 'owner' });
      await changed(await added({ ownerId: 'root', scope: 'all' }), { disabledBecause: 'owner' });
      expect(await open().listeningTo({ userId: 'ann', type: 'order.confirmed' })).toEqual(expect.arrayContaining([anns, everybodys]));
      expect(await listening('ann')).toEqual([anns.id, everybodys.id].sort());
      expect(await listening('ann', 'order.rejected')).toEqual([other.id]);
      expect(await listening('root')).toEqual([everybodys.id]);
    });

    it('tells each of many who ask at the same moment of their own', async () => {
      const everybodys = await added({ ownerId: 'root', scope: 'all' });
      const webhooks = await Promise.all(Array.from({ length: 30 }, () => added()));
      const asked = [...webhooks, ...webhooks.toReversed()];
      const answers = await Promise.all(asked.map(({ ownerId }) => listening(ownerId)));
      expect(answers).toEqual(asked.map(({ id }) => [everybodys.id, id].sort()));
      expect(await Promise.all([listening('bob'), listening('bob', 'order.rejected')])).toEqual([[everybodys.id], []]);
    });
  });

  describe(`${name} as a WebhookRepository, told how a webhook answers`, () => {
    it('remembers since when it fails, until it does not', async () => {
      const [webhook, other] = [await added(), await added()];
      await open().noteFailure(webhook, noon);
      await open().noteFailure(webhook, later);
      expect(await found(webhook)).toEqual({ ...webhook, failingSince: noon });
      await open().noteSuccess(webhook);
      expect(await found(webhook)).toEqual(webhook);
      await open().noteFailure(webhook, later);
      expect(await found(webhook)).toEqual({ ...webhook, failingSince: later });
      expect(await found(other)).toEqual(other);
    });

    it('disables it for the first reason that it is given', async () => {
      const [webhook, other] = [await added(), await added()];
      expect([await open().disable(webhook, 'gone'), await open().disable(webhook, 'failing')]).toEqual([true, false]);
      expect(await found(webhook)).toEqual({ ...webhook, disabledBecause: 'gone' });
      expect(await open().listeningTo({ userId: webhook.ownerId, type: 'order.confirmed' })).toEqual([]);
      expect(await found(other)).toEqual(other);
    });

    it('does not disable it for failures that are over', async () => {
      const webhook = await added();
      await open().noteFailure(webhook, noon);
      const failing = { ...webhook, failingSince: noon };
      await open().noteSuccess(webhook);
      await expect(open().disable(failing, 'failing')).resolves.toBe(false);
      expect(await found(webhook)).toEqual(webhook);
    });

    it('does not listen to what another address answered than the present one', async () => {
      const before = await added();
      const now = (await moved(before)) as Webhook;
      await open().noteFailure(before, noon);
      await expect(open().disable(before, 'gone')).resolves.toBe(false);
      expect(await found(before)).toEqual(now);
      await open().noteFailure(now, noon);
      await open().noteSuccess(before);
      expect(await found(before)).toEqual({ ...now, failingSince: noon });
    });
  });

  describe(`${name} as a WebhookRepository, after a change of keys`, () => {
    const sealed = (...secrets: string[]) => added({ secrets: secrets.map((one) => ({ sealed: one })) });

    async function sealedOtherwise(): Promise<Webhook[]> {
      const webhooks: Webhook[] = [];
      for await (const webhook of open().sealedOtherwise('key-2')) {
        webhooks.push(webhook);
      }
      return webhooks.sort((one, other) => one.id.localeCompare(other.id));
    }

    it('finds those some of whose secrets are not sealed with the new one, each once', async () => {
      await sealed('key-2.a');
      await sealed('key-2.b', 'key-2.c');
      const others = [await sealed('key-1.d'), await sealed('key-2.e', 'key-1.f'), await sealed('key-1.key-2.g', 'key-2.h')];
      expect(await sealedOtherwise()).toEqual(others);
    });

    it('finds all of many, though they are resealed on the way', async () => {
      const webhooks = await Promise.all(Array.from({ length: 150 }, () => sealed('key-1.a')));
      const seen: string[] = [];
      for await (const { id } of open().sealedOtherwise('key-2')) {
        seen.push(id);
        await open().reseal(id, 'key-1.a', 'key-2.a');
      }
      expect(seen.sort()).toEqual(idsOf(webhooks).sort());
      expect(await sealedOtherwise()).toEqual([]);
    });

    it('replaces a sealed secret wherever it is, and keeps how long it signs', async () => {
      const [current, former] = [{ sealed: 'key-1.current' }, { sealed: 'key-1.former', until: noon }];
      const [webhook, other] = [await added({ secrets: [current, former] }), await added({ secrets: [current, former] })];
      await open().reseal(webhook.id, 'key-1.former', 'key-2.former');
      await open().reseal(webhook.id, 'key-1.current', 'key-2.current');
      expect(await found(webhook)).toEqual({ ...webhook, secrets: [{ sealed: 'key-2.current' }, { sealed: 'key-2.former', until: noon }] });
      expect(await found(other)).toEqual(other);
    });

    it('leaves alone a secret that has taken the place of the one to be resealed', async () => {
      const webhook = await sealed('key-1.new', 'key-1.old');
      await open().reseal(webhook.id, 'key-1.older', 'key-2.older');
      expect(await found(webhook)).toEqual(webhook);
    });
  });
}
