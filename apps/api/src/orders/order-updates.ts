import { Injectable } from '@nestjs/common';
import { OrderUpdated } from '@app/contracts';
import { filter, Observable, Subject } from 'rxjs';

/** The live updates this process hears, for whoever waits for one. */
@Injectable()
export class OrderUpdates {
  private readonly updates = new Subject<OrderUpdated>();

  heard(update: OrderUpdated): void {
    this.updates.next(update);
  }

  of(orderId: string): Observable<OrderUpdated> {
    return this.updates.pipe(filter(({ id }) => id === orderId));
  }
}
