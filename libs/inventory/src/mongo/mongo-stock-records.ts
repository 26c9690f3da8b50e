import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { chunksOf, Transaction } from '@app/platform';
import { Model } from 'mongoose';
import { StockMovement } from '../domain/stock-movement';
import { StockRecord, StockRecords } from '../ports/stock-records';
import { ProductDocument, productModel } from './product.schema';
import { StockMovementDocument, stockMovementModel } from './stock-movement.schema';

/** Few enough that their ledgers are summed up in a moment. */
const chunkSize = 100;

type Units = Pick<ProductDocument, '_id' | 'onHand' | 'reserved'>;
type Stock = Units & Pick<ProductDocument, 'version'>;

/** Reads products and ledger from end to end. */
@Injectable()
export class MongoStockRecords extends StockRecords {
  constructor(
    @InjectModel(productModel) private readonly products: Model<ProductDocument>,
    @InjectModel(stockMovementModel) private readonly ledger: Model<StockMovementDocument>,
  ) {
    super();
  }

  override async *inChunks(snapshot: Transaction): AsyncIterable<StockRecord[]> {
    const all = this.products.find({}, { onHand: 1, reserved: 1, version: 1 }).sort({ _id: 1 }).session(snapshot).lean<Stock>();
    for await (const products of chunksOf(all.cursor({ batchSize: chunkSize }), chunkSize)) {
      yield this.withLedger(products, snapshot);
    }
  }

  override async movementsOf(orderIds: readonly string[], snapshot: Transaction): Promise<StockMovement[]> {
    const documents = await this.ledger
      .find({ orderId: { $in: [...orderIds] } })
      .session(snapshot)
      .lean();
    return documents.map(({ _id, ...movement }) => ({ id: _id, ...movement }));
  }

  private async withLedger(products: readonly Stock[], snapshot: Transaction): Promise<StockRecord[]> {
    const sums = await this.ledger
      .aggregate<Units>([
        { $match: { sku: { $in: products.map(({ _id }) => _id) } } },
        { $group: { _id: '$sku', onHand: { $sum: '$onHandDelta' }, reserved: { $sum: '$reservedDelta' } } },
      ])
      .session(snapshot);
    const sumOf = new Map(sums.map(({ _id, onHand, reserved }) => [_id, { onHand, reserved }]));
    return products.map(({ _id, onHand, reserved, version }) => ({
      sku: _id,
      onHand,
      reserved,
      version,
      ledger: sumOf.get(_id) ?? { onHand: 0, reserved: 0 },
    }));
  }
}
