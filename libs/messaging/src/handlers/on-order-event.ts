import { Type } from '@nestjs/common';
import { MetadataScanner } from '@nestjs/core';
import { OrderEvent, OrderEventType } from '@app/contracts';

const metadataKey = 'app:on-order-event';

/** What a decorated method is: given an event, it is done when it returns, or when the promise that it returns resolves. */
type HandlerMethod = (event: OrderEvent) => unknown;

export interface OnOrderEventOptions {
  /**
   * Under which calls wait on the queue, in at most 128 characters. Default: `<class>.<method>`. After a change of it
   * calls that still wait are nobody's, and end among the dead letters.
   */
  readonly name?: string;
}

/** A decorated method of a class. */
export interface OrderEventMethod {
  readonly name: string;
  readonly method: string;
  readonly types: readonly OrderEventType[];
}

/**
 * Has a method called with every order event of these types, by the order processor, once its class is named among its
 * `handlers`, in `shop/extensions.ts`.
 *
 * Each handler is called at least once for each event, for itself, in no particular order, and again until it ends
 * without an error: after five seconds, then twice as long each time up to a quarter of an hour, for four days. Then the
 * call lies among the dead letters, at once if it throws a `DomainError` that no repetition mends. A call that takes
 * longer than 45 seconds has failed, though nobody can end it. Two calls with one event are told by `event.id`.
 */
export function OnOrderEvent(types: OrderEventType | readonly OrderEventType[], { name }: OnOrderEventOptions = {}) {
  return <Method extends HandlerMethod>(target: object, method: string, descriptor: TypedPropertyDescriptor<Method>): void => {
    const decorated: unknown = (descriptor as typeof descriptor | undefined)?.value;
    if (typeof target === 'function' || typeof decorated !== 'function') {
      throw new TypeError(`@OnOrderEvent belongs on a method of an instance, and ${method} is none.`);
    }
    if (Reflect.hasMetadata(metadataKey, decorated)) {
      throw new TypeError(`@OnOrderEvent stands on ${method} twice. Name all types of events in one.`);
    }
    Reflect.defineMetadata(metadataKey, { types: [types].flat(), name }, decorated);
  };
}

/** The decorated methods of a class and of those that it extends. */
export function orderEventMethodsOf(type: Type): OrderEventMethod[] {
  const prototype = type.prototype as Record<string, object>;
  return new MetadataScanner().getAllMethodNames(prototype).flatMap((method) => {
    const found = Reflect.getMetadata(metadataKey, prototype[method] ?? {}) as Pick<OrderEventMethod, 'types'> & OnOrderEventOptions;
    return found ? [{ types: found.types, name: found.name ?? `${type.name}.${method}`, method }] : [];
  });
}
