import { BeforeApplicationShutdown, Injectable } from '@nestjs/common';
import { Order, OrderRepository } from '@app/orders';
import { exhaustMap, filter, firstValueFrom, interval, merge, of, ReplaySubject, takeUntil, timeout } from 'rxjs';
import { OrderUpdates } from './order-updates';

/** A hint can be lost; the database is asked this often in any case. */
const pollMs = 500;

/** Waits until an order is decided: woken by the live update, and by a slow look at the database. */
@Injectable()
export class AwaitDecision implements BeforeApplicationShutdown {
  private readonly stopping = new ReplaySubject<void>(1);

  constructor(
    private readonly orders: OrderRepository,
    private readonly updates: OrderUpdates,
  ) {}

  /** The decided order, or undefined when the time is over first, or the process stops. */
  execute(orderId: string, seconds: number): Promise<Order | undefined> {
    return firstValueFrom(
      merge(this.updates.of(orderId), interval(pollMs)).pipe(
        // The order is placed: a database that does not answer now must not make that look like a failure.
        exhaustMap(() => this.orders.byId(orderId).catch(() => undefined)),
        filter((order) => order !== undefined && order.status !== 'PENDING'),
        timeout({ first: seconds * 1000, with: () => of(undefined) }),
        takeUntil(this.stopping),
      ),
      { defaultValue: undefined },
    );
  }

  beforeApplicationShutdown(): void {
    this.stopping.next();
  }
}
