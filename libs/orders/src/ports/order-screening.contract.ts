import { anOrder } from '../../test/an-order';
import { Order } from '../domain/order';
import { OrderScreening } from './order-screening';

export interface OrderScreeningSubject {
  screening: OrderScreening;
  /** Makes one that it refuses of an order that it lets pass. */
  unwelcome: (order: Order) => Order;
}

/** What every `OrderScreening` has to keep; run it against yours. */
export function describeOrderScreening(name: string, subject: () => OrderScreeningSubject): void {
  describe(`${name} as an OrderScreening`, () => {
    const usual = anOrder().build();
    const unwelcome = () => subject().unwelcome(usual);
    const answer = async (order: Order) => subject().screening.screen(order);

    it('says nothing of an order that it lets pass', async () => {
      await expect(answer(usual)).resolves.toBeUndefined();
    });

    it('gives its reason for refusing another, in one line that a customer may read', async () => {
      const refusal = await answer(unwelcome());
      expect(refusal?.reason).toMatch(/^\S[^\r\n]{0,499}$/);
    });

    it('answers the same when it is asked again, as it is after a crash', async () => {
      const [first, second] = [await answer(unwelcome()), await answer(unwelcome())];
      expect(second).toEqual(first);
    });

    it('leaves the order as it is', async () => {
      const order = unwelcome();
      const before = structuredClone(order);
      await answer(order);
      expect(order).toEqual(before);
    });
  });
}
