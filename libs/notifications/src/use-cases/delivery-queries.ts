import { Injectable } from '@nestjs/common';
import { Transaction } from '@app/platform';
import { DeliveryRecord, DeliveryState } from '../domain/delivery';
import { DeliveryRepository } from '../ports/delivery.repository';

/** Reads of what became of notifications. With a transaction they belong to its snapshot. */
@Injectable()
export class DeliveryQueries {
  constructor(private readonly deliveries: DeliveryRepository) {}

  /** Every delivery of these orders, in no particular order. */
  ofOrders(orderIds: readonly string[], transaction?: Transaction): Promise<DeliveryRecord[]> {
    return this.deliveries.ofOrders(orderIds, transaction);
  }

  /** How many deliveries there are in each state, zeros included. Reads them all. */
  counts(transaction?: Transaction): Promise<Record<DeliveryState, number>> {
    return this.deliveries.counts(transaction);
  }
}
