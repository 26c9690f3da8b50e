import { randomBytes } from 'node:crypto';
import { getConnectionToken, getModelToken } from '@nestjs/mongoose';
import { Test } from '@nestjs/testing';
import { Config, MongoModule, parseConfig, Transactions } from '@app/platform';
import { Connection, Model } from 'mongoose';
import { InventoryModule } from '../src/inventory.module';
import { ProductDocument, productModel } from '../src/mongo/product.schema';
import { StockMovementDocument, stockMovementModel } from '../src/mongo/stock-movement.schema';
import { StockRepository } from '../src/ports/stock.repository';
import { AdjustStock } from '../src/use-cases/adjust-stock';
import { ImportProducts } from '../src/use-cases/import-products';
import { InventoryQueries } from '../src/use-cases/inventory-queries';
import { PutProduct } from '../src/use-cases/put-product';

export interface OpenInventory {
  readonly put: PutProduct;
  readonly adjust: AdjustStock;
  readonly importing: ImportProducts;
  readonly queries: InventoryQueries;
  readonly stock: StockRepository;
  readonly transactions: Transactions;
  readonly products: Model<ProductDocument>;
  readonly ledger: Model<StockMovementDocument>;
  /** Drops the database and disconnects. */
  close(): Promise<void>;
}

/** Inventory as an app composes it, on a real MongoDB, in a database of its own. */
export async function openInventory(): Promise<OpenInventory> {
  const module = await Test.createTestingModule({ imports: [MongoModule, InventoryModule.register()] })
    .overrideProvider(Config)
    .useValue(configWithOwnDatabase())
    .compile();
  module.useLogger(false);
  await module.init();
  return {
    put: module.get(PutProduct),
    adjust: module.get(AdjustStock),
    importing: module.get(ImportProducts),
    queries: module.get(InventoryQueries),
    stock: module.get(StockRepository),
    transactions: module.get(Transactions, { strict: false }),
    products: module.get(getModelToken(productModel)),
    ledger: module.get(getModelToken(stockMovementModel)),
    async close() {
      await module.get<Connection>(getConnectionToken()).dropDatabase();
      await module.close();
    },
  };
}

function configWithOwnDatabase(): Config {
  const uri = new URL(process.env.MONGO_URI ?? '');
  uri.pathname = `/inventory_${randomBytes(6).toString('hex')}`;
  return parseConfig({
    MONGO_URI: uri.href,
    JWT_SECRET: 'a-secret-that-is-only-used-by-the-tests-of-inventory',
    AWS_REGION: 'eu-central-1',
    SQS_QUEUE_URL: 'http://127.0.0.1:1/queue/orders',
    SES_EMAIL: 'shop@example.com',
  });
}
