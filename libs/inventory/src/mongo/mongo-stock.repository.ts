import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { driverCollection, Transaction } from '@app/platform';
import { Model, mongo } from 'mongoose';
import { v7 as newId } from 'uuid';
import { AllocationRequest, StockLevel } from '../domain/allocation';
import { stockNotAvailable } from '../domain/inventory.errors';
import { StockMovement } from '../domain/stock-movement';
import { StockMove, StockRepository } from '../ports/stock.repository';
import { ProductDocument, productModel } from './product.schema';
import { StockMovementDocument, stockMovementModel } from './stock-movement.schema';

type Effect = Pick<StockMovement, 'kind' | 'onHandDelta' | 'reservedDelta'>;

/** Moves units by one conditional update for each SKU of a batch. What is written was made by the domain and needs no mongoose to check it. */
@Injectable()
export class MongoStockRepository extends StockRepository {
  private readonly products: mongo.Collection<ProductDocument>;
  private readonly ledger: mongo.Collection<StockMovementDocument>;

  constructor(
    @InjectModel(productModel) products: Model<ProductDocument>,
    @InjectModel(stockMovementModel) ledger: Model<StockMovementDocument>,
  ) {
    super();
    this.products = driverCollection(products);
    this.ledger = driverCollection(ledger);
  }

  override async levels(skus: readonly string[], transaction: Transaction): Promise<StockLevel[]> {
    const documents = await this.products
      .find({ _id: { $in: [...skus] } }, { session: transaction, projection: { onHand: 1, reserved: 1 } })
      .toArray();
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
    const entries = orders.flatMap((order) => movementsOf(order, reserved, { at, actor: 'system' }));
    await this.ledger.insertMany(entries, { session: transaction });
  }

  override release(order: AllocationRequest, move: StockMove, transaction: Transaction): Promise<void> {
    return this.moveReserved(order, released, move, transaction);
  }

  override ship(order: AllocationRequest, move: StockMove, transaction: Transaction): Promise<void> {
    return this.moveReserved(order, shipped, move, transaction);
  }

  private async moveReserved(
    order: AllocationRequest,
    effectOf: (quantity: number) => Effect,
    move: StockMove,
    transaction: Transaction,
  ): Promise<void> {
    const { matchedCount } = await this.products.bulkWrite(
      unitsBySku([order]).map(([sku, quantity]) => {
        const { onHandDelta: onHand, reservedDelta } = effectOf(quantity);
        return {
          updateOne: {
            filter: { _id: sku, reserved: { $gte: quantity } },
            update: { $inc: { onHand, reserved: reservedDelta, version: 1 }, $set: { updatedAt: move.at } },
          },
        };
      }),
      { session: transaction },
    );
    if (matchedCount !== order.lines.length) {
      throw new Error(`Less is reserved than order ${order.orderId} holds.`);
    }
    await this.ledger.insertMany(movementsOf(order, effectOf, move), { session: transaction });
  }
}

function reserved(quantity: number): Effect {
  return { kind: 'reserved', onHandDelta: 0, reservedDelta: quantity };
}

function released(quantity: number): Effect {
  return { kind: 'released', onHandDelta: 0, reservedDelta: -quantity };
}

function shipped(quantity: number): Effect {
  return { kind: 'shipped', onHandDelta: -quantity, reservedDelta: -quantity };
}

/** Sorted by SKU, so that two batches touch hot products in the same order. */
function unitsBySku(orders: readonly AllocationRequest[]): [string, number][] {
  const totals = new Map<string, number>();
  for (const { sku, quantity } of orders.flatMap(({ lines }) => lines)) {
    totals.set(sku, (totals.get(sku) ?? 0) + quantity);
  }
  return [...totals].sort(([a], [b]) => (a < b ? -1 : 1));
}

function movementsOf(
  { orderId, lines }: AllocationRequest,
  effectOf: (quantity: number) => Effect,
  { actor, at }: StockMove,
): StockMovementDocument[] {
  return lines.map(({ sku, quantity }) => ({ _id: newId(), sku, ...effectOf(quantity), orderId, actor, at }));
}
