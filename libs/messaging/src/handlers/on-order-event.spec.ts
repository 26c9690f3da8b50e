import { OrderEvent } from '@app/contracts';
import { OnOrderEvent, orderEventMethodsOf } from './on-order-event';

class Courier {
  @OnOrderEvent('order.confirmed')
  book(_event: OrderEvent): void {}

  @OnOrderEvent(['order.cancelled', 'order.rejected'], { name: 'courier-cancel' })
  async cancel(): Promise<void> {}

  notDecorated(): void {}
}

describe('@OnOrderEvent', () => {
  it('names its method, and the events that it is for', () => {
    expect(orderEventMethodsOf(Courier)).toEqual([
      { name: 'Courier.book', method: 'book', types: ['order.confirmed'] },
      { name: 'courier-cancel', method: 'cancel', types: ['order.cancelled', 'order.rejected'] },
    ]);
  });

  it('stands on methods of a class that is extended, too', () => {
    class Bicycle extends Courier {}
    expect(orderEventMethodsOf(Bicycle).map(({ name }) => name)).toEqual(['Bicycle.book', 'courier-cancel']);
  });

  it('finds nothing where there is nothing', () => {
    class Empty {
      get confirmed(): never {
        throw new Error('A getter was called.');
      }
    }
    expect(orderEventMethodsOf(Empty)).toEqual([]);
  });

  it('refuses a static method, and what is no method', () => {
    const decorate = OnOrderEvent('order.confirmed');
    const descriptor = { value: () => undefined };
    expect(() => decorate(Courier, 'book', descriptor)).toThrow('book is none');
    expect(() => decorate({}, 'book', undefined as unknown as typeof descriptor)).toThrow('book is none');
    expect(() => decorate({}, 'book', { get: () => () => undefined })).toThrow('book is none');
  });

  it('refuses to stand on a method twice, where one of the two would be forgotten', () => {
    const descriptor = { value: () => undefined };
    OnOrderEvent('order.confirmed')({}, 'book', descriptor);
    expect(() => OnOrderEvent('order.rejected')({}, 'book', descriptor)).toThrow('Name all types of events in one.');
  });
});
