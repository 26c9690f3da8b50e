import { Injectable, Scope, Type } from '@nestjs/common';
import { OrderEvent } from '@app/contracts';
import { OnOrderEvent } from '@app/messaging';
import { Metrics } from '@app/platform';
import { anOrderEvent } from '../test/a-message';
import { OrderEventHandlers } from './order-event-handlers';
import { OrderProcessorModule } from './order-processor.module';

const told: string[] = [];

class Courier {
  private readonly name = 'courier';

  @OnOrderEvent(['order.confirmed', 'order.cancelled'])
  async book({ id }: OrderEvent): Promise<void> {
    told.push(`${this.name} ${id}`);
  }
}

class Ledger {
  @OnOrderEvent('order.confirmed')
  enter({ id }: OrderEvent): void {
    if (id.startsWith('bad')) {
      throw new Error('The ledger is closed.');
    }
    told.push(`ledger ${id}`);
  }

  @OnOrderEvent('order.rejected')
  neverEnds(): Promise<void> {
    return new Promise(() => undefined);
  }
}

const handlersOf = (...instances: object[]) => new OrderEventHandlers(instances, new Metrics());
const event = anOrderEvent('order-1', 'order.confirmed');

describe('the handlers of order events', () => {
  beforeEach(() => told.splice(0));

  it('are told of the events that they are for, and of no others', () => {
    const handlers = handlersOf(new Courier(), new Ledger());
    expect(handlers.namesFor('order.confirmed')).toEqual(['Courier.book', 'Ledger.enter']);
    expect(handlers.namesFor('order.cancelled')).toEqual(['Courier.book']);
    expect(handlers.namesFor('order.placed')).toEqual([]);
  });

  it('are called as methods of their own objects', async () => {
    const handlers = handlersOf(new Courier(), new Ledger());
    await handlers.tell('Courier.book', event);
    await handlers.tell('Ledger.enter', event);
    expect(told).toEqual([`courier ${event.id}`, `ledger ${event.id}`]);
  });

  it('fail with what they throw, whether they promise or not', async () => {
    await expect(handlersOf(new Ledger()).tell('Ledger.enter', { ...event, id: 'bad' })).rejects.toThrow('The ledger is closed.');
  });

  it('fail when they do not end within 45 seconds', async () => {
    jest.useFakeTimers();
    const telling = expect(handlersOf(new Ledger()).tell('Ledger.neverEnds', event)).rejects.toMatchObject({ code: 'handler_too_slow' });
    await jest.advanceTimersByTimeAsync(45_000);
    await telling;
    jest.useRealTimers();
  });

  it('are busy with 200 calls, each for itself, until one of those ends', async () => {
    jest.useFakeTimers();
    const handlers = handlersOf(new Courier(), new Ledger());
    const hang = () => handlers.tell('Ledger.neverEnds', event).catch(() => undefined);
    const first = hang();
    await jest.advanceTimersByTimeAsync(1000);
    const others = Array.from({ length: 198 }, hang);
    expect(handlers.isBusy('Ledger.neverEnds')).toBe(false);
    others.push(hang());
    expect(handlers.isBusy('Ledger.neverEnds')).toBe(true);
    expect(handlers.isBusy('Courier.book')).toBe(false);
    await jest.advanceTimersByTimeAsync(44_000);
    await first;
    expect(handlers.isBusy('Ledger.neverEnds')).toBe(false);
    await jest.advanceTimersByTimeAsync(1000);
    await Promise.all(others);
    jest.useRealTimers();
  });

  it('count what is put off for them until they are done with a call', async () => {
    const handlers = handlersOf(new Courier(), new Ledger());
    expect([handlers.putOff('Ledger.enter'), handlers.putOff('Ledger.enter'), handlers.putOff('Courier.book')]).toEqual([1, 2, 1]);
    await expect(handlers.tell('Ledger.enter', { ...event, id: 'bad' })).rejects.toThrow();
    expect(handlers.putOff('Ledger.enter')).toBe(3);
    await handlers.tell('Ledger.enter', event);
    expect(handlers.putOff('Ledger.enter')).toBe(1);
  });

  it('may be unknown here, which may pass', async () => {
    const unknown = { kind: 'unavailable', code: 'handler_unknown' };
    await expect(handlersOf(new Courier()).tell('Courier.drop', event)).rejects.toMatchObject(unknown);
  });

  it('are refused where a class has none, two have one name, or a name is too long', () => {
    class Namesake {
      @OnOrderEvent('order.placed', { name: 'Courier.book' })
      book(): void {}
    }
    class Endless {
      @OnOrderEvent('order.placed', { name: 'x'.repeat(129) })
      book(): void {}
    }
    expect(() => handlersOf(new (class Idle {})())).toThrow('Idle is named among the handlers, but has no method with @OnOrderEvent.');
    expect(() => handlersOf(new Courier(), new Namesake())).toThrow('two handlers of order events named Courier.book');
    expect(() => handlersOf(new Endless())).toThrow('1 to 128 characters');
  });

  it('cannot be made for each request: a start with such a class fails, and names it', () => {
    @Injectable({ scope: Scope.REQUEST })
    class PerRequest extends Courier {}
    expect(() => OrderProcessorModule.register({ handlers: [Courier, PerRequest] })).toThrow('PerRequest has a scope');
  });
});

describe('any rule of an order processor', () => {
  @Injectable({ scope: Scope.REQUEST })
  class PerRequest {}
  const rule = PerRequest as unknown as Type;

  it.each([{ screenings: [rule] }, { allocation: rule }, { channels: [rule] }, { templates: rule }])('cannot be made for each request: %j', (extensions) => {
    expect(() => OrderProcessorModule.register(extensions)).toThrow('PerRequest has a scope');
  });
});
