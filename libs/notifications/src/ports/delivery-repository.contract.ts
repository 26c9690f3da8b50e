import { randomUUID } from 'node:crypto';
import { Delivery, deliveryIdOf, Lease } from '../domain/delivery';
import { DeliveryRepository } from './delivery.repository';

export interface DeliveryRepositorySubject {
  deliveries: DeliveryRepository;
  /** Lets the lease of a delivery run out at once. */
  expireLease(deliveryId: string): Promise<void>;
}

/** What every `DeliveryRepository` has to keep; run it against yours. */
export function describeDeliveryRepository(name: string, subject: () => DeliveryRepositorySubject): void {
  describe(`${name} as a DeliveryRepository`, () => {
    const claim = (delivery: Delivery) => subject().deliveries.claim(delivery);

    it('gives a delivery to one of 20 senders who claim it at the same moment', async () => {
      const delivery = aDelivery();
      const claims = await Promise.allSettled(Array.from({ length: 20 }, () => claim(delivery)));
      const refusals = claims.flatMap((attempt) => (attempt.status === 'rejected' ? [attempt.reason as unknown] : []));
      expect(refusals).toHaveLength(19);
      expect(refusals).toEqual(refusals.map(() => inProgress));
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
      await expect(claim(delivery)).resolves.toBeUndefined();
      await subject().expireLease(lease.deliveryId);
      await expect(claim(delivery)).resolves.toBeUndefined();
    });

    it('lets the holder repeat a record whose answer it did not get, but not change it', async () => {
      const lease = await claimed(claim(aDelivery()));
      await subject().deliveries.recordSent(lease, 'message-1');
      await expect(subject().deliveries.recordSent(lease, 'message-1')).resolves.toBe(true);
      await expect(subject().deliveries.recordFailed(lease, 'refused')).resolves.toBe(false);
    });

    it('gives a released delivery to the next sender at once', async () => {
      const delivery = aDelivery();
      await subject().deliveries.release(await claimed(claim(delivery)));
      await expect(claim(delivery)).resolves.toBeDefined();
    });

    describe('when a lease has run out', () => {
      const takeOver = async () => {
        const delivery = aDelivery();
        const first = await claimed(claim(delivery));
        await subject().expireLease(deliveryIdOf(delivery));
        return { delivery, first, second: await claimed(claim(delivery)) };
      };

      it('lets another sender take over, and takes no record from the first any more', async () => {
        const { delivery, first, second } = await takeOver();
        await expect(subject().deliveries.recordSent(first, 'late')).resolves.toBe(false);
        await expect(subject().deliveries.recordFailed(first, 'late')).resolves.toBe(false);
        await expect(claim(delivery)).rejects.toMatchObject(inProgress);
        await expect(subject().deliveries.recordSent(second, 'message-2')).resolves.toBe(true);
      });

      it('does not let the first sender release the lease of the second', async () => {
        const { delivery, first } = await takeOver();
        await subject().deliveries.release(first);
        await expect(claim(delivery)).rejects.toMatchObject(inProgress);
      });
    });
  });
}

const inProgress = expect.objectContaining({ kind: 'conflict', code: 'delivery_in_progress' }) as Error;

function aDelivery(): Delivery {
  return { eventId: randomUUID(), channel: 'email', orderId: 'order-1', kind: 'order_confirmed' };
}

async function claimed(claim: Promise<Lease | undefined>): Promise<Lease> {
  const lease = await claim;
  if (!lease) {
    throw new Error('The delivery was not given out.');
  }
  return lease;
}
