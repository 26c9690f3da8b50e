import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import { Page, pageOf, positionIn } from '@app/contracts';
import { Coalescer, driverCollection, Transaction } from '@app/platform';
import { Model } from 'mongoose';
import { stockNotAvailable } from '../domain/inventory.errors';
import { Product, ProductChange } from '../domain/product';
import { StockMovement } from '../domain/stock-movement';
import { MovementFilter, ProductFilter, ProductRepository } from '../ports/product.repository';
import { ProductDocument, productModel } from './product.schema';
import { StockMovementDocument, stockMovementModel } from './stock-movement.schema';

const reads = { largest: 100, atOnce: 4 };

/** Products in one collection, the ledger in another; the two are only written in one transaction. */
@Injectable()
export class MongoProductRepository extends ProductRepository {
  private readonly reads = new Coalescer((asked: readonly (readonly string[])[]) => this.readTogether(asked), reads);

  constructor(
    @InjectModel(productModel) private readonly products: Model<ProductDocument>,
    @InjectModel(stockMovementModel) private readonly ledger: Model<StockMovementDocument>,
  ) {
    super();
  }

  override bySkus(skus: readonly string[], transaction?: Transaction): Promise<Product[]> {
    return transaction ? this.read(skus, transaction) : this.reads.add(skus);
  }

  /** By writing to it: whoever else does has to wait, while a read would only make the one who reads begin anew. */
  override async hold(sku: string, session: Transaction): Promise<Product | undefined> {
    const options = { session, returnDocument: 'after', projection: { words: 0 } } as const;
    const document = await driverCollection(this.products).findOneAndUpdate({ _id: sku }, { $inc: { version: 1 } }, options);
    return document ? toProduct(document) : undefined;
  }

  override async list({ limit, cursor, q }: ProductFilter): Promise<Page<Product>> {
    const words = q ? wordsOf(q) : [];
    const documents = await this.products
      .find({
        ...(cursor !== undefined && { _id: { $gt: positionIn(cursor) } }),
        ...(words.length > 0 && { $and: words.map((word) => ({ words: { $regex: `^${escapeRegExp(word)}` } })) }),
      })
      .sort({ _id: 1 })
      .limit(limit + 1)
      .lean();
    return pageOf(documents.map(toProduct), limit, ({ sku }) => sku);
  }

  override save(change: ProductChange, transaction: Transaction): Promise<void> {
    return this.saveAll([change], transaction);
  }

  override async saveAll(changes: readonly ProductChange[], transaction: Transaction): Promise<void> {
    const updates = changes.map(({ product: { sku, ...fields } }) => ({
      updateOne: {
        filter: { _id: sku, version: fields.version - 1 },
        update: { $set: { ...fields, words: [...new Set([...wordsOf(fields.name), ...wordsOf(sku)])] } },
        upsert: fields.version === 1,
      },
    }));
    const { matchedCount, upsertedCount } = await driverCollection(this.products).bulkWrite(updates, { session: transaction });
    if (matchedCount + upsertedCount !== changes.length) {
      throw stockNotAvailable();
    }
    const movements = changes.flatMap(({ movement }) => (movement ? [toDocument(movement)] : []));
    if (movements.length > 0) {
      await driverCollection(this.ledger).insertMany(movements, { session: transaction });
    }
  }

  override async movements({ sku, limit, cursor }: MovementFilter): Promise<Page<StockMovement>> {
    const documents = await this.ledger
      .find({ sku, ...(cursor !== undefined && { _id: { $lt: positionIn(cursor) } }) })
      .sort({ _id: -1 })
      .limit(limit + 1)
      .lean();
    return pageOf(documents.map(toMovement), limit, ({ id }) => id);
  }

  /** What several ask for at the same time is read once. */
  private async readTogether(asked: readonly (readonly string[])[]): Promise<Product[][]> {
    const products = await this.read([...new Set(asked.flat())]);
    const bySku = new Map(products.map((product) => [product.sku, product]));
    return asked.map((skus) => [...new Set(skus)].flatMap((sku) => bySku.get(sku) ?? []));
  }

  private async read(skus: readonly string[], session?: Transaction): Promise<Product[]> {
    const documents = await driverCollection(this.products)
      .find({ _id: { $in: [...skus] } }, { session, projection: { words: 0 } })
      .toArray();
    return documents.map(toProduct);
  }
}

function toProduct({ _id, name, unitPrice, currency, onHand, reserved, version, updatedAt }: Omit<ProductDocument, 'words'>): Product {
  return { sku: _id, name, unitPrice, currency, onHand, reserved, version, updatedAt };
}

function toMovement({ _id, ...fields }: StockMovementDocument): StockMovement {
  return { id: _id, ...fields };
}

function toDocument({ id, ...fields }: StockMovement): StockMovementDocument {
  return { _id: id, ...fields };
}

function wordsOf(text: string): string[] {
  return text.normalize('NFKC').toLowerCase().split(/[^\p{L}\p{N}]+/u).filter(Boolean);
}

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
