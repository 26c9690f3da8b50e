import { Type } from '@nestjs/common';
import { OrderEvent } from '@app/contracts';
import { orderEventMethodsOf } from './on-order-event';

export interface OrderEventHandlerSubject {
  /** An object with one `@OnOrderEvent` method. */
  handler: object;
  /** One that it acts upon. */
  event: OrderEvent;
  /** What came of all calls so far, as plain values. */
  effects: () => unknown;
  /** Makes what it works with fail once. */
  failNext: () => void;
}

/** What a handler of order events has to keep; run it against yours. */
export function describeOrderEventHandler(name: string, subject: () => OrderEventHandlerSubject): void {
  describe(`${name} as a handler of order events`, () => {
    it('does what it is for', async () => {
      const { handler, event, effects } = subject();
      const before = structuredClone(effects());
      await told(handler, event);
      expect(effects()).not.toEqual(before);
    });

    it('does nothing more when it is called with the same event again, as it may be', async () => {
      const { handler, event, effects } = subject();
      await told(handler, event);
      const once = structuredClone(effects());
      await told(handler, structuredClone(event));
      expect(effects()).toEqual(once);
    });

    it('fails when it could not do it, and makes up for that when it is called again', async () => {
      const { handler, event, effects, failNext } = subject();
      const before = structuredClone(effects());
      failNext();
      await expect(told(handler, event)).rejects.toThrow();
      await told(handler, event);
      expect(effects()).not.toEqual(before);
    });
  });
}

async function told(handler: object, event: OrderEvent): Promise<unknown> {
  const [only] = orderEventMethodsOf(handler.constructor as Type);
  if (!only?.types.includes(event.type)) {
    throw new Error(`The handler has no method for ${event.type}.`);
  }
  return (handler as Record<string, (event: OrderEvent) => unknown>)[only.method]?.(event);
}
