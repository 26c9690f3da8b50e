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

type Stock = Pick<ProductDocument, '_id' | 'onHand' | 'reserved'>;
type LedgerSums = StockRecord['ledger'] & { readonly _id: string };

const emptyLedger = { onHand: 0, reserved: 0 };

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
    const all = this.products.find({}, { onHand: 1, reserved: 1 }).sort({ _id: 1 }).session(snapshot).lean<Stock>();
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

  override async ledgerOf(sku: string, transaction: Transaction): Promise<StockRecord['ledger']> {
    return (await this.ledgersOf([sku], transaction)).get(sku) ?? emptyLedger;
  }

  private async withLedger(products: readonly Stock[], snapshot: Transaction): Promise<StockRecord[]> {
    const ledgers = await this.ledgersOf(products.map(({ _id }) => _id), snapshot);
    return products.map(({ _id: sku, onHand, reserved }) => ({ sku, onHand, reserved, ledger: ledgers.get(sku) ?? emptyLedger }));
  }

  private async ledgersOf(skus: readonly string[], session: Transaction): Promise<Map<string, StockRecord['ledger']>> {
    const sums = await this.ledger
      .aggregate<LedgerSums>([
        { $match: { sku: { $in: [...skus] } } },
        { $group: { _id: '$sku', onHand: { $sum: '$onHandDelta' }, reserved: { $sum: '$reservedDelta' } } },
      ])
      .session(session);
    return new Map(sums.map(({ _id, ...ledger }) => [_id, ledger]));
  }
}
