import { Injectable } from '@nestjs/common';
import { AllocationRequest, StockRepository } from '@app/inventory';
import { Order, OrderStock, StockChange } from '@app/orders';
import { Transaction } from '@app/platform';

/** What orders hold is in the inventory. */
@Injectable()
export class InventoryStock extends OrderStock {
  constructor(private readonly stock: StockRepository) {
    super();
  }

  override release(order: Order, change: StockChange, transaction: Transaction): Promise<void> {
    return this.stock.release(unitsOf(order), change, transaction);
  }

  override ship(order: Order, change: StockChange, transaction: Transaction): Promise<void> {
    return this.stock.ship(unitsOf(order), change, transaction);
  }
}

function unitsOf({ id, items }: Order): AllocationRequest {
  return { orderId: id, lines: items.map(({ sku, quantity }) => ({ sku, quantity })) };
}
