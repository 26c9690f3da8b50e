import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { Transaction } from '@app/platform';
import { Model } from 'mongoose';
import { v7 as newId } from 'uuid';
import { AllocationRequest, StockLevel } from '../domain/allocation';
import { stockNotAvailable } from '../domain/inventory.errors';
import { StockRepository } from '../ports/stock.repository';
import { ProductDocument, productModel } from './product.schema';
import { StockMovementDocument, stockMovementModel } from './stock-movement.schema';

/** Reserves units by one conditional update for each SKU of a batch. */
@Injectable()
export class MongoStockRepository extends StockRepository {
  constructor(
    @InjectModel(productModel) private readonly products: Model<ProductDocument>,
    @InjectModel(stockMovementModel) private readonly ledger: Model<StockMovementDocument>,
  ) {
    super();
  }

  override async levels(skus: readonly string[], transaction: Transaction): Promise<StockLevel[]> {
    const documents = await this.products
      .find({ _id: { $in: [...skus] } }, { onHand: 1, reserved: 1 })
      .session(transaction)
      .lean();
    return documents.map(({ _id, onHand, reserved }) => ({ sku: _id, available: onHand - reserved }));
  }

  override async reserve(orders: readonly AllocationRequest[], at: Date, transaction: Transaction): Promise<void> {
    const totals = unitsBySku(orders);
    if (totals.length === 0) {
      return;
    }
    const { matchedCount } = await this.products.bulkWrite(
      totals.map(([sku, quantity]) => ({
        updateOne: {
          filter: { _id: sku, $expr: { $gte: [{ $subtract: ['$onHand', '$reserved'] }, quantity] } },
          update: { $inc: { reserved: quantity, version: 1 }, $set: { updatedAt: at } },
        },
      })),
      { session: transaction },
    );
    if (matchedCount !== totals.length) {
      throw stockNotAvailable();
    }
    await this.ledger.insertMany(orders.flatMap((order) => reservationsOf(order, at)), { session: transaction });
  }
}

/** Sorted by SKU, so that two batches touch hot products in the same order. */
function unitsBySku(orders: readonly AllocationRequest[]): [string, number][] {
  const totals = new Map<string, number>();
  for (const { sku, quantity } of orders.flatMap(({ lines }) => lines)) {
    totals.set(sku, (totals.get(sku) ?? 0) + quantity);
  }
  return [...totals].sort(([a], [b]) => (a < b ? -1 : 1));
}

function reservationsOf({ orderId, lines }: AllocationRequest, at: Date): StockMovementDocument[] {
  return lines.map(({ sku, quantity }) => ({
    _id: newId(),
    sku,
    kind: 'reserved',
    onHandDelta: 0,
    reservedDelta: quantity,
    orderId,
    actor: 'system',
    at,
  }));
}
