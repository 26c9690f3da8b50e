import { anOrder } from '../../test/an-order';
import { Order } from '../domain/order';
import { OrderScreening } from './order-screening';

export interface OrderScreeningSubject {
  screening: OrderScreening;
  /** Makes one that it refuses of an order that it lets pass. */
  unwelcome: (order: Order) => Order;
  /** Makes what it asks about orders fail at the next question. Left out by those that ask nobody. */
  failNext?: () => void;
}

/** What every `OrderScreening` has to keep; run it against yours. The subject is asked for once in each test. */
export function describeOrderScreening(name: string, subject: () => OrderScreeningSubject): void {
  describe(`${name} as an OrderScreening`, () => {
    const usual = anOrder().build();
    let given: OrderScreeningSubject;

    beforeEach(() => {
      given = subject();
    });

    const answer = async (order: Order) => given.screening.screen(order);

    it('says nothing of an order that it lets pass', async () => {
      await expect(answer(usual)).resolves.toBeUndefined();
    });

    it('gives its reason for refusing another, in one line that a customer may read', async () => {
      const refusal = await answer(given.unwelcome(usual));
      expect(refusal?.reason).toMatch(/^\S[^\r\n\u2028\u2029]{0,499}$/);
    });

    it('answers the same however often it is asked, as it is after a crash', async () => {
      const order = given.unwelcome(usual);
      const first = await answer(order);
      for (let time = 0; time < 5; time += 1) {
        await expect(answer(usual)).resolves.toBeUndefined();
        await expect(answer(order)).resolves.toEqual(first);
      }
    });

    it('leaves the order as it is', async () => {
      const order = given.unwelcome(usual);
      const before = structuredClone(order);
      await answer(order);
      expect(order).toEqual(before);
    });

    it('refuses nobody because it could not find out, and answers again afterwards', async () => {
      given.failNext?.();
      await expect(answer(usual).catch(() => undefined)).resolves.toBeUndefined();
      await expect(answer(given.unwelcome(usual))).resolves.toHaveProperty('reason');
    });
  });
}
