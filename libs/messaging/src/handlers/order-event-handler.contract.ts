import { Type } from '@nestjs/common';
import { OrderEvent } from '@app/contracts';
import { orderEventMethodsOf } from './on-order-event';

export interface OrderEventHandlerSubject {
  /** An object with `@OnOrderEvent` methods; the one for the event's type is tried. */
  handler: object;
  /** Another of the same class, as another process has one: it works with the same database, the same service. */
  another: object;
  /** One that it acts upon. */
  event: OrderEvent;
  /** What came of all calls so far, as plain values or a promise of them: the same for each subject after the same calls. */
  effects: () => unknown;
  /** Makes what it works with fail once; may be asynchronous. */
  failNext: () => unknown;
}

/** What a handler of order events has to keep; run it against yours, once for each of its methods. Each subject begins without effects. */
export function describeOrderEventHandler(name: string, subject: () => OrderEventHandlerSubject | Promise<OrderEventHandlerSubject>): void {
  describe(`${name} as a handler of order events`, () => {
    it('does what it is for', async () => {
      const { handler, event, effects } = await subject();
      const before = structuredClone(await effects());
      await told(handler, event);
      expect(await effects()).not.toEqual(before);
    });

    it('does nothing more when another process calls it with the same event again', async () => {
      const { handler, another, event, effects } = await subject();
      await told(handler, event);
      const once = structuredClone(await effects());
      await told(another, structuredClone(event));
      expect(await effects()).toEqual(once);
    });

    it('does it once when two processes call it with the same event at the same moment', async () => {
      const once = await effectsOfOneCall();
      const { handler, another, event, effects } = await subject();
      // The one that comes second may fail: it is called again.
      await Promise.allSettled([told(handler, event), told(another, structuredClone(event))]);
      await told(another, structuredClone(event));
      expect(await effects()).toEqual(once);
    });

    it('fails when it could not do it, and makes up for that when it is called again', async () => {
      const once = await effectsOfOneCall();
      const { handler, event, effects, failNext } = await subject();
      await failNext();
      await expect(told(handler, event)).rejects.toThrow();
      await told(handler, event);
      expect(await effects()).toEqual(once);
    });
  });

  async function effectsOfOneCall(): Promise<unknown> {
    const { handler, event, effects } = await subject();
    await told(handler, event);
    return structuredClone(await effects());
  }
}

async function told(handler: object, event: OrderEvent): Promise<unknown> {
  const found = orderEventMethodsOf(handler.constructor as Type).find(({ types }) => types.includes(event.type));
  if (!found) {
    throw new Error(`${handler.constructor.name} has no @OnOrderEvent method for ${event.type}.`);
  }
  return (handler as Record<string, (event: OrderEvent) => unknown>)[found.method]?.(event);
}
