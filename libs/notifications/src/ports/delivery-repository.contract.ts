import { randomUUID } from 'node:crypto';
import { aDelivery } from '../../test/a-delivery';
import { Claim, Delivery, deliveryIdOf } from '../domain/delivery';
import { DeliveryRepository } from './delivery.repository';

export interface DeliveryRepositorySubject {
  /** Nothing in it is due when a test begins. */
  deliveries: DeliveryRepository;
  /** Lets the lease or the pause of a delivery run out at once. */
  makeDue(deliveryId: string): Promise<void>;
}

const minute = 60_000;

/** What every `DeliveryRepository` has to keep; run it against yours. */
export function describeDeliveryRepository(name: string, subject: () => DeliveryRepositorySubject): void {
  const claim = (delivery: Delivery) => subject().deliveries.claim(delivery);
  const claimDue = (limit: number, except?: readonly string[]) => subject().deliveries.claimDue(limit, except);
  const postpone = (lease: Claim) => subject().deliveries.postpone(lease, minute, 'no network');
  const makeDue = (delivery: Delivery) => subject().makeDue(deliveryIdOf(delivery));

  describe(`${name} as a DeliveryRepository`, () => {
    it('gives a delivery to one of 20 senders who claim it at the same moment', async () => {
      const delivery = aDelivery();
      const claims = await Promise.all(Array.from({ length: 20 }, () => claim(delivery)));
      expect(claims.filter(Boolean)).toEqual([
        { deliveryId: deliveryIdOf(delivery), token: expect.any(String), delivery, attempts: 1, ageSeconds: 0 },
      ]);
    });

    it('keeps the channels of one event apart', async () => {
      const delivery = aDelivery();
      await claimed(claim(delivery));
      await expect(claim({ ...delivery, channel: 'pigeon' })).resolves.toBeDefined();
    });

    it.each(['recordSent', 'recordFailed'] as const)('never gives out a delivery again after %s', async (record) => {
      const delivery = aDelivery();
      const lease = await claimed(claim(delivery));
      await expect(subject().deliveries[record](lease, 'outcome')).resolves.toBe(true);
      await makeDue(delivery);
      await expect(claim(delivery)).resolves.toBeUndefined();
      await expect(claimDue(10)).resolves.toEqual([]);
    });

    it('lets the holder repeat a record whose answer it did not get, but not change it', async () => {
      const lease = await claimed(claim(aDelivery()));
      await subject().deliveries.recordSent(lease, 'message-1');
      await expect(subject().deliveries.recordSent(lease, 'message-1')).resolves.toBe(true);
      await expect(subject().deliveries.recordFailed(lease, 'refused')).resolves.toBe(false);
      await expect(postpone(lease)).resolves.toBe(false);
    });

    it('gives a postponed delivery to nobody before its time, then to one', async () => {
      const delivery = aDelivery();
      await expect(postpone(await claimed(claim(delivery)))).resolves.toBe(true);
      await expect(claim(delivery)).resolves.toBeUndefined();
      await expect(claimDue(10)).resolves.toEqual([]);
      await makeDue(delivery);
      await expect(claim(delivery)).resolves.toMatchObject({ attempts: 2 });
      await expect(claim(delivery)).resolves.toBeUndefined();
    });

    it('keeps what it is given for later, due at once, and gives it to one', async () => {
      const [delivery, other] = [aDelivery(), aDelivery({ orderId: '$leaseToken' })];
      await Promise.all([delivery, delivery, other].map((one) => subject().deliveries.keepForLater(one)));
      const given = await claimDue(10);
      expect(given.map((one) => one.delivery)).toEqual(expect.arrayContaining([delivery, other]));
      expect(given.map(({ attempts }) => attempts)).toEqual([1, 1]);
      await expect(claim(delivery)).resolves.toBeUndefined();
    });

    it('gives what it keeps for later to whom claims it by its name, too', async () => {
      const delivery = aDelivery();
      await subject().deliveries.keepForLater(delivery);
      await expect(claim(delivery)).resolves.toMatchObject({ delivery, attempts: 1 });
      await expect(claimDue(10)).resolves.toEqual([]);
    });

    it('leaves a delivery as it is that is to be kept for later, but is on record already', async () => {
      const [held, waiting, sent] = [aDelivery(), aDelivery(), aDelivery()];
      const lease = await claimed(claim(held));
      await postpone(await claimed(claim(waiting)));
      await subject().deliveries.recordSent(await claimed(claim(sent)), 'message-1');
      await Promise.all([held, waiting, sent].map((one) => subject().deliveries.keepForLater(one)));
      await expect(claimDue(10)).resolves.toEqual([]);
      await expect(claim(sent)).resolves.toBeUndefined();
      await expect(subject().deliveries.recordSent(lease, 'message-2')).resolves.toBe(true);
    });

    describe('when a lease has run out', () => {
      const takeOver = async () => {
        const delivery = aDelivery();
        const first = await claimed(claim(delivery));
        await makeDue(delivery);
        return { delivery, first, second: await claimed(claim(delivery)) };
      };

      it('lets another sender take over, and takes no record from the first any more', async () => {
        const { delivery, first, second } = await takeOver();
        await expect(subject().deliveries.recordSent(first, 'late')).resolves.toBe(false);
        await expect(subject().deliveries.recordFailed(first, 'late')).resolves.toBe(false);
        await expect(postpone(first)).resolves.toBe(false);
        await expect(claim(delivery)).resolves.toBeUndefined();
        await expect(subject().deliveries.recordSent(second, 'message-2')).resolves.toBe(true);
      });
    });
  });

  describe(`${name}, asked for what is due`, () => {
    it('gives out what a dead sender left behind, as it was claimed, and what has waited long enough', async () => {
      const [abandoned, postponed] = [aDelivery(), aDelivery({ kind: 'order_rejected' })];
      await claim(abandoned);
      await postpone(await claimed(claim(postponed)));
      await makeDue(abandoned);
      await makeDue(postponed);
      const due = await claimDue(10);
      expect(due.map(({ delivery }) => delivery)).toEqual(expect.arrayContaining([abandoned, postponed]));
      expect(due.map(({ attempts }) => attempts)).toEqual([2, 2]);
      await expect(claimDue(10)).resolves.toEqual([]);
    });

    it('passes over the channels that it is told to, until it is not', async () => {
      const [email, pigeon] = [aDelivery(), aDelivery({ channel: 'pigeon' })];
      for (const delivery of [email, pigeon]) {
        await claim(delivery);
        await makeDue(delivery);
      }
      expect((await claimDue(10, ['pigeon'])).map(({ delivery }) => delivery)).toEqual([email]);
      expect((await claimDue(10)).map(({ delivery }) => delivery)).toEqual([pigeon]);
    });

    it('gives each to one of four who ask at the same moment, and to each no more than asked for', async () => {
      const deliveries = Array.from({ length: 20 }, () => aDelivery());
      for (const delivery of deliveries) {
        await claim(delivery);
        await makeDue(delivery);
      }
      const rounds = await Promise.all(Array.from({ length: 4 }, () => claimDue(7)));
      expect(Math.max(...rounds.map(({ length }) => length))).toBeLessThanOrEqual(7);
      const rest = [...(await claimDue(20)), ...rounds.flat()];
      expect(rest.map(({ deliveryId }) => deliveryId).sort()).toEqual(deliveries.map(deliveryIdOf).sort());
    });
  });

  describe(`${name}, asked for its records`, () => {
    it('tells what became of the deliveries of the orders named, and of no others', async () => {
      const orderId = randomUUID();
      const [held, waiting, sent] = [aDelivery({ orderId }), aDelivery({ orderId }), aDelivery({ orderId })];
      const failed = aDelivery({ orderId, channel: 'pigeon' });
      const { deliveries } = subject();
      await claim(aDelivery({ orderId: randomUUID() }));
      await claim(held);
      await postpone(await claimed(claim(waiting)));
      await deliveries.recordSent(await claimed(claim(sent)), 'message-1');
      await deliveries.recordFailed(await claimed(claim(failed)), 'no such mailbox');

      const records = await deliveries.ofOrders([orderId, randomUUID()]);

      const dueAt = expect.any(Date) as Date;
      expect(records).toHaveLength(4);
      expect(records).toEqual(
        expect.arrayContaining([
          { ...held, state: 'sending', attempts: 1, dueAt },
          { ...waiting, state: 'waiting', attempts: 1, dueAt, lastError: 'no network' },
          { ...sent, state: 'sent', attempts: 1, sentAt: expect.any(Date) },
          { ...failed, state: 'failed', attempts: 1, lastError: 'no such mailbox' },
        ]),
      );
    });

    it('counts them by state', async () => {
      const { deliveries } = subject();
      const before = await deliveries.counts();
      await claim(aDelivery());
      await deliveries.recordSent(await claimed(claim(aDelivery())), 'message-1');
      const after = await deliveries.counts();
      expect(after).toEqual({ ...before, sending: before.sending + 1, sent: before.sent + 1 });
      expect(Object.keys(after).sort()).toEqual(['failed', 'sending', 'sent', 'waiting']);
    });
  });
}

async function claimed(claim: Promise<Claim | undefined>): Promise<Claim> {
  const given = await claim;
  if (!given) {
    throw new Error('The delivery was not given out.');
  }
  return given;
}
