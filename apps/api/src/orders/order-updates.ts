import { Injectable } from '@nestjs/common';
import { OrderUpdated } from '@app/contracts';
import { finalize, Observable, Subject } from 'rxjs';

interface Listened {
  readonly updates: Subject<OrderUpdated>;
  listeners: number;
}

/** The live updates this process hears, for whoever waits for one. */
@Injectable()
export class OrderUpdates {
  /** By order: most updates are of orders that nobody waits for. */
  private readonly listened = new Map<string, Listened>();

  heard(update: OrderUpdated): void {
    this.listened.get(update.id)?.updates.next(update);
  }

  of(orderId: string): Observable<OrderUpdated> {
    return new Observable((listener) => {
      const listened = this.listened.get(orderId) ?? { updates: new Subject<OrderUpdated>(), listeners: 0 };
      this.listened.set(orderId, listened);
      listened.listeners += 1;
      return listened.updates.pipe(finalize(() => this.leave(orderId, listened))).subscribe(listener);
    });
  }

  private leave(orderId: string, listened: Listened): void {
    listened.listeners -= 1;
    if (listened.listeners === 0) {
      this.listened.delete(orderId);
    }
  }
}
